/** The first screen, tiles, findings and lists. */
export const PARTS_STYLE = `
.hero{margin-top:1.5rem;background:var(--card);border:1px solid var(--line);border-top:6px solid var(--solid);border-radius:14px;padding:1.5rem 2rem;display:grid;grid-template-columns:auto 1fr;gap:1.1rem 1.75rem;align-items:center}
.badge{width:6.5rem;height:6.5rem;border-radius:50%;background:var(--solid);color:#fff;display:grid;place-items:center}
.badge .icon{width:3.75rem;height:3.75rem}
.hero .ask{color:var(--soft)}
.hero h1{font-size:clamp(2.25rem,6vw,3.25rem);letter-spacing:-.03em;line-height:1.05;color:var(--tone);margin:.2rem 0 .6rem}
.hero h1 .ask{display:block;font-size:1rem;font-weight:400;letter-spacing:0;line-height:1.5;margin-bottom:.35rem;text-wrap:pretty}
.hero .headline{font-size:1.125rem;max-width:46rem}
.tally{grid-column:1/-1}
.tally>svg{display:block;width:100%;height:.6rem;border-radius:99px;overflow:hidden}
.tally rect{fill:var(--solid)}
.tally rect.not-applicable{fill:var(--line)}
.tally ul{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin-top:.6rem}
.first{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:1rem;margin-top:1rem}
.first+.block{margin-top:2.5rem}
.first h2{font-size:1.125rem;margin-bottom:.7rem}
.blockers li{display:flex;gap:.6rem;padding:.3rem 0;font-size:.9375rem;line-height:1.4;border-top:1px solid var(--line);align-items:baseline}
.blockers li:first-child{border-top:0;padding-top:0}
.blockers .status{min-width:6.25rem}
.blockers a{color:inherit;text-decoration-color:var(--line)}
.blockers a:hover{text-decoration-color:currentColor}
.blockers .tag{margin-left:auto;flex:none}
.todo{counter-reset:todo}
.todo li{counter-increment:todo;display:grid;grid-template-columns:2rem 1fr auto;gap:.1rem .75rem;padding:.55rem 0;border-top:1px solid var(--line)}
.todo li:first-child{border-top:0;padding-top:0}
.todo li::before{content:counter(todo);grid-row:span 2;width:1.9rem;height:1.9rem;border-radius:50%;background:var(--text);color:var(--card);display:grid;place-items:center;font-weight:650;font-size:.9375rem}
.todo b{font-weight:600;line-height:1.4}
.todo .time{white-space:nowrap;color:var(--soft);font-size:.875rem}
.todo p{grid-column:2/-1;color:var(--soft);font-size:.875rem}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,19.5rem),1fr));gap:.75rem}
.tile{background:var(--card);border:1px solid var(--line);border-left:5px solid var(--tone);border-radius:8px;padding:.8rem 1rem;display:flex;flex-direction:column;gap:.15rem}
.tile.fail{background:var(--tint)}
.tile h4{font-weight:600}
.tile .remark:empty{display:none}
.tile p{font-size:.875rem;color:var(--soft);line-height:1.45}
.tiles+h3,.sub{margin:1.75rem 0 .75rem;font-size:1rem;color:var(--soft);font-weight:600}
.sub:first-of-type{margin-top:0}
.group+.group{margin-top:1.25rem}
.group>.top{display:flex;flex-wrap:wrap;gap:.35rem .75rem;align-items:baseline}
.group>.top h3{font-size:1.25rem}
.group>.top .tag:first-of-type{margin-left:auto}
.group>.why{margin-top:.5rem;max-width:48rem}
.group>.meta{margin-top:.35rem;color:var(--soft);font-size:.875rem}
.finding{border-top:1px solid var(--line);margin-top:1.1rem;padding-top:1.1rem}
details.finding{margin-top:0;padding:.75rem 0}
.finding+details.finding{margin-top:1.1rem}
details.finding+details.finding{margin-top:0}
.finding>h4,.finding>summary h4{font-size:1.0625rem}
.finding>summary{list-style-position:outside;margin-left:1.1rem}
.finding>summary h4{display:inline;font-size:1rem;font-weight:500}
.finding>summary .at{display:block;color:var(--soft);margin-top:.1rem}
.finding[open]>summary .at{display:none}
.finding .where{font-size:.875rem;color:var(--soft);margin-top:.2rem}
.journeys{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,1fr);gap:1rem;align-items:start}
.journey h3{display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:baseline;font-size:1.125rem}
.journey .stop{margin-top:.6rem}
.journey figure{margin:.9rem 0}
.journey img{display:block;max-width:100%;height:auto;border:1px solid var(--line);border-radius:10px}
.journey.mobile img{border-radius:18px;border-width:3px;max-width:min(100%,17rem);margin-inline:auto}
.journey figcaption{margin-top:.4rem}
.journey.mobile figcaption{text-align:center}
.steps{width:100%;border-collapse:collapse;font-size:.875rem}
.steps th,.steps td{padding:.3rem .6rem .3rem 0;border-top:1px solid var(--line);text-align:left;vertical-align:baseline}
.steps thead th{border-top:0;color:var(--soft);font-weight:500}
.steps tbody th{font-weight:400}
.steps td{white-space:nowrap}
.steps td.fail{font-weight:650}
.journey details{margin-top:.75rem}
@media (max-width:56rem){.journeys{grid-template-columns:minmax(0,1fr)}}
.exhibits{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,25rem),1fr));gap:.9rem;margin-top:.9rem}
.exhibit{border:1px solid var(--line);border-radius:10px;overflow:hidden;min-width:0;display:flex;flex-direction:column}
.exhibit>header{display:flex;flex-wrap:wrap;gap:.1rem .75rem;justify-content:space-between;align-items:baseline;padding:.55rem .9rem;background:var(--sunk);border-bottom:1px solid var(--line)}
.exhibit.decides{border-color:var(--tone)}
.exhibit.decides>header{background:var(--tint)}
.exhibit h5{margin:0;font-size:.9375rem;font-weight:600}
.exhibit>*:not(header,pre){padding-left:.9rem;padding-right:.9rem}
.line{padding-top:.6rem;padding-bottom:.6rem}
.line b{font-family:var(--mono);font-size:.8125rem}
.line .code{font-family:var(--mono);font-weight:700}
pre{white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.5;tab-size:2}
.exhibit>pre:last-of-type{flex:1}
.exhibit pre{padding:.7rem .9rem;background:var(--sunk);border-top:1px solid var(--line);max-height:22rem;overflow:auto}
.exhibit details{padding-bottom:.6rem;font-size:.8125rem;color:var(--soft)}
.exhibit details pre{margin:.4rem -.9rem 0;max-height:14rem}
.exhibit .note{padding-top:.5rem;padding-bottom:.6rem;font-size:.8125rem;color:var(--soft)}
.cut{color:var(--soft);font-family:var(--sans);font-style:italic;display:block}
mark{background:var(--mark);color:var(--mark-text);font-weight:700;border-radius:3px;padding:.05em .15em;box-decoration-break:clone;-webkit-box-decoration-break:clone;outline:1px solid light-dark(#d6a800,#a87d10)}
.tools{display:flex;gap:.6rem;align-items:center}
.tools input{width:17rem;flex:0 1 17rem;min-width:0}
.again{display:flex;flex-wrap:wrap;align-items:center;gap:.4rem .75rem;margin-top:.9rem;font-size:.875rem}
.again code,.yaml{background:var(--sunk);border:1px solid var(--line);border-radius:6px}
.again code{padding:.25rem .6rem}
.fix{margin-top:1.25rem;background:var(--pass-tint);border-radius:10px;padding:1rem 1.25rem}
.fix h4{display:flex;gap:.75rem;align-items:baseline;justify-content:space-between}
.fix h4 span{font-weight:400;font-size:.875rem;color:var(--soft)}
.fix ol{list-style:decimal;padding-left:1.3rem;margin-top:.5rem}
.fix li{padding:.12rem 0}
.rest{margin-top:1rem;border-top:1px solid var(--line);padding-top:.75rem}
.rest table{margin-top:.5rem}
.asks{display:grid;gap:.9rem;grid-template-columns:minmax(0,1fr)}
.ask-card{border-left:5px solid var(--tone)}
.ask-card .for{color:var(--soft);font-size:.875rem;margin-top:.25rem}
.ask-card details{margin-top:.5rem;font-size:.875rem}
.ask-card details li{padding:.15rem 0}
.add{margin-top:.8rem}
.add .head{display:flex;justify-content:space-between;align-items:center;gap:1rem;font-size:.875rem;font-weight:600;margin-bottom:.35rem}
.yaml{padding:.7rem .9rem;overflow:auto}
.words dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,15rem),1fr));gap:.6rem 1.5rem;margin-top:.6rem}
.words dt,.facts dt{font-size:.8125rem;color:var(--soft)}
.words>li{padding:1rem 0;border-top:1px solid var(--line)}
.words>li:first-child{border-top:0}
.words .top{display:flex;gap:.4rem 1rem;justify-content:space-between;flex-wrap:wrap}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,15rem),1fr));gap:1rem 1.5rem}
.plain{list-style:disc;padding-left:1.2rem}
.plain li{padding:.2rem 0}
.scroll{overflow-x:auto;position:relative}
table{border-collapse:collapse;width:100%;font-size:.875rem}
caption{text-align:left;color:var(--soft);padding-bottom:.5rem}
th,td{text-align:left;padding:.5rem .75rem .5rem 0;border-top:1px solid var(--line);vertical-align:top}
thead th{border-top:0;color:var(--soft);font-weight:600;white-space:nowrap}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin-bottom:1rem}
.matrix{width:auto;min-width:100%;border-collapse:separate;border-spacing:0}
.matrix td,.matrix th{padding:.3rem .6rem}
.matrix thead th{vertical-align:bottom;font-size:.8125rem;line-height:1.35}
.matrix thead .soft{font-weight:400}
.matrix td{min-width:5.5rem;max-width:18rem;border-left:1px solid var(--line)}
.matrix td:has([open]){min-width:14rem}
.matrix .status{font-size:.8125rem;min-height:1.3em}
.matrix th[scope=row],.matrix thead th:first-child{position:sticky;left:0;background:var(--card);z-index:1;padding-left:0}
.matrix th[scope=row]{min-width:17rem;max-width:24rem;font-weight:400;overflow-wrap:break-word}
.matrix tbody tr:hover :is(td,th){background:var(--sunk)}
.matrix td.proven,.matrix tbody tr:hover td.proven{background:var(--fail-tint)}
.reason>summary{list-style:none;padding:.15rem 0;border-radius:4px}
.reason>summary::-webkit-details-marker{display:none}
.reason p{color:var(--soft);font-size:.8125rem;padding:.2rem 0 .35rem}
.held:not(:hover) .status,.public .status,.not-assessed .status{font-weight:400}
.fold>summary{font-weight:600;padding:.25rem 0}
.fold[open]>summary{margin-bottom:.75rem}
.fold+.fold{margin-top:.75rem}
.none{color:var(--soft)}
@media (max-width:44rem){
.hero{grid-template-columns:1fr;padding:1.25rem;gap:1rem}
.badge{width:4.5rem;height:4.5rem}.badge .icon{width:2.6rem;height:2.6rem}
.blockers li{flex-wrap:wrap;gap:.1rem .6rem}
.blockers .status{min-width:0;width:100%}
.blockers .tag{display:none}
.todo li{grid-template-columns:2rem 1fr}
.todo .time{grid-column:2}.todo li::before{grid-row:span 3}
.group>.top .tag:first-of-type{margin-left:0}
.wide{display:none}
.matrix th[scope=row],.matrix thead th:first-child{max-width:9.5rem;min-width:9.5rem;padding-right:.5rem}
.matrix td{padding:.3rem .5rem}
.block>header,.tools{width:100%}
.tools input{flex:1}}
@media print{.exhibit pre{max-height:none}.hero{border-width:1px}.fix{border:1px solid var(--line)}}
`;
