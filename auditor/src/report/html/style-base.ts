/** Colours, type and the frame. Every text colour has at least 4.5:1 on its background, in light and dark (WCAG 1.4.3). */
export const BASE_STYLE = `
:root{color-scheme:light dark;
--page:light-dark(#f7f7f5,#111317);--card:light-dark(#ffffff,#191c22);--sunk:light-dark(#f3f4f4,#13161b);
--line:light-dark(#e1e2e0,#2c3038);--text:light-dark(#1b1d20,#e8eaed);--soft:light-dark(#555b64,#a9b0bb);
--link:light-dark(#1d4fb8,#8fb4ff);--focus:light-dark(#1d4fb8,#a8c4ff);
--fail:light-dark(#b3231b,#ff8d84);--fail-tint:light-dark(#fdf1ef,#2a1919);--fail-solid:light-dark(#b3231b,#c23a31);
--unproven:light-dark(#875400,#f0bd55);--unproven-tint:light-dark(#fdf6e7,#272013);--unproven-solid:light-dark(#8f5a00,#936009);
--pass:light-dark(#17693c,#74d394);--pass-tint:light-dark(#eef8f1,#14241a);--pass-solid:light-dark(#17693c,#1f7a48);
--na:light-dark(#5b616b,#a0a7b2);--na-tint:light-dark(#f2f3f4,#1f232a);--na-solid:light-dark(#5b616b,#5f6672);
--mark:light-dark(#ffe27a,#6b4e00);--mark-text:light-dark(#1b1d20,#fff3cf);
--mono:ui-monospace,"SF Mono",SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;
--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans",sans-serif}
:root[data-theme=light]{color-scheme:light}
:root[data-theme=dark]{color-scheme:dark}
*{box-sizing:border-box}
html{scroll-padding-top:4rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.55 var(--sans);overflow-wrap:anywhere}
main,.bar>div,footer{max-width:70rem;margin:0 auto;padding:0 1.5rem}
h1,h2,h3,h4,p,ul,ol,dl,dd,pre,figure{margin:0;padding:0}
h1,h2,h3,h4{line-height:1.25;text-wrap:balance;font-weight:650}
h2{font-size:1.5rem;letter-spacing:-.015em}
h3{font-size:1.125rem}
h4{font-size:1rem}
ul,ol{list-style:none}
a{color:var(--link);text-underline-offset:.2em}
code,pre{font-family:var(--mono);font-size:.8125rem}
code{overflow-wrap:anywhere}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:4px}
[hidden]{display:none!important}
.soft{color:var(--soft)}
.small{font-size:.875rem}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-99rem;top:.5rem;z-index:9;background:var(--card);padding:.5rem 1rem}
.skip:focus{left:1rem}
.icon{width:1.25em;height:1.25em;flex:none;vertical-align:-.25em;fill:currentColor}
.fail{--tone:var(--fail);--tint:var(--fail-tint);--solid:var(--fail-solid)}
.unproven{--tone:var(--unproven);--tint:var(--unproven-tint);--solid:var(--unproven-solid)}
.pass{--tone:var(--pass);--tint:var(--pass-tint);--solid:var(--pass-solid)}
.not-applicable{--tone:var(--na);--tint:var(--na-tint);--solid:var(--na-solid)}
.status{color:var(--tone);font-weight:600;font-size:.875rem;white-space:nowrap;display:inline-flex;gap:.35em;align-items:baseline}
.status .icon{align-self:center}
.tag{display:inline-block;border:1px solid var(--line);border-radius:99px;padding:.05rem .6rem;font-size:.8125rem;color:var(--soft)}
.tag.fail,.tag.unproven{color:var(--tone);border-color:currentColor}
.bar{position:sticky;top:0;z-index:5;background:var(--page);border-bottom:1px solid var(--line)}
.bar>div{display:flex;align-items:center;gap:1.25rem;min-height:3.25rem}
.bar .name{font-weight:650;white-space:nowrap}
.bar nav{margin-left:auto;overflow-x:auto}
.bar nav ul{display:flex;gap:1.25rem;white-space:nowrap}
.bar nav a{color:var(--soft);text-decoration:none;font-size:.875rem;display:block;padding:.75rem 0}
.bar nav a:hover{color:var(--text);text-decoration:underline}
button,input{font:inherit;color:inherit}
button{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.2rem .7rem;font-size:.8125rem;cursor:pointer;white-space:nowrap}
button:hover{border-color:var(--soft)}
input[type=search]{background:var(--card);border:1px solid var(--soft);border-radius:8px;padding:.45rem .8rem;width:min(22rem,100%)}
.block{margin-top:4rem}
.block>header{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:end;justify-content:space-between;margin-bottom:1.25rem}
.block>header>div:first-child{flex:1 1 20rem}
.block>header p{color:var(--soft);max-width:44rem;margin-top:.35rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1.25rem 1.5rem}
summary{cursor:pointer}
details>summary:hover{color:var(--link)}
footer{margin-top:4rem;padding-top:1.5rem;padding-bottom:3rem;color:var(--soft);font-size:.875rem;border-top:1px solid var(--line)}
footer p+p{margin-top:.35rem}
@media (max-width:44rem){
main,.bar>div,footer{padding-left:1rem;padding-right:1rem}
.block{margin-top:3rem}
.card{padding:1rem}
.bar .name{display:none}
.bar nav{margin-left:0;flex:1}
h2{font-size:1.3rem}}
@media print{
:root,:root[data-theme]{color-scheme:light}
html{font-size:11px}
body{background:#fff;font-size:1rem}
.bar,.skip,button,input,.tools{display:none!important}
main,footer{max-width:none;padding:0}
.block{margin-top:2rem}
.card,.tile,.fix{break-inside:avoid}
.group.card,.card:has(details){break-inside:auto}
h2,h3,h4,header,summary,.top,.meta,.why,.where,.at{break-after:avoid}
.exhibit pre{orphans:6;widows:6}
.journey img,.journey.mobile img{max-height:11cm;width:auto}
details:not(.sent,.reason)::details-content{content-visibility:visible;display:block;height:auto}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
`;
