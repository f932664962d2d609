/** The page's style. Every colour is named once for both themes; the browser takes the one that the reader wants. */
export const STYLE = `
:root{color-scheme:light dark;--bg:light-dark(#f4f6f9,#0f1318);--card:light-dark(#fff,#181e25);--ink:light-dark(#17202b,#e7ecf2);--soft:light-dark(#4c5868,#a9b5c3);--line:light-dark(#d6dde6,#323c48);--grid:light-dark(#e6ebf1,#28313b);--change:light-dark(#0a58ca,#74b4ff);--champion:light-dark(#a34700,#ffb072);--good:light-dark(#146c3c,#66d69a);--bad:light-dark(#b3201a,#ff8f87);--warn:light-dark(#835300,#f2c14e)}
:root:has(#theme-light:checked){color-scheme:light}
:root:has(#theme-dark:checked){color-scheme:dark}
*{box-sizing:border-box}
html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
header,main{max-width:1120px;margin:0 auto;padding:0 20px}
header{display:flex;justify-content:space-between;align-items:center;padding-top:16px;padding-bottom:4px}
.brand{margin:0;font-weight:700;letter-spacing:.01em}
.brand span{font-weight:400;color:var(--soft)}
.theme{display:flex;border:1px solid var(--line);border-radius:8px;padding:2px;margin:0;background:var(--card)}
.theme input{position:absolute;opacity:0}
.theme span{display:block;padding:4px 12px;border-radius:6px;font-size:14px;cursor:pointer}
.theme input:checked+span{background:var(--ink);color:var(--card)}
:focus-visible,.theme input:focus-visible+span{outline:3px solid var(--change);outline-offset:2px}
.skip{position:absolute;left:-999px}
.skip:focus{left:12px;top:8px;background:var(--card);padding:6px 12px;z-index:2}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
section,.banner{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:18px 22px;margin:16px 0}
.banner{border-left:8px solid var(--good)}
.banner.fail{border-left-color:var(--bad)}
.banner p{margin:6px 0 0;max-width:80ch}
h1{display:flex;flex-wrap:wrap;gap:2px 14px;align-items:baseline;font-size:28px;line-height:1.2;margin:0;overflow-wrap:anywhere}
h1 .model{font-weight:800}
h1 .verdict{font-weight:500}
.banner .merge{display:inline-block;margin:10px 0 4px;padding:2px 12px;border-radius:99px;font-weight:600;border:1.5px solid;color:var(--good)}
.banner.fail .merge{color:var(--bad)}
h2{font-size:20px;margin:0 0 8px}
h3{font-size:16px;margin:20px 0 4px}
p{margin:6px 0}
ul{padding-left:22px;margin:8px 0}
nav{position:sticky;top:0;z-index:1;background:var(--bg);margin:0 -20px;padding:0 20px}
nav ul{display:flex;flex-wrap:wrap;gap:4px 8px;list-style:none;padding:8px 0;margin:0}
nav a{display:block;padding:4px 12px;border:1px solid var(--line);border-radius:99px;background:var(--card);color:var(--ink);text-decoration:none;font-size:14px}
nav a:hover{border-color:var(--change)}
section{scroll-margin-top:60px}
a{color:var(--change)}
code,pre{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.9em}
code{overflow-wrap:anywhere}
pre{overflow-x:auto;background:var(--bg);border:1px solid var(--line);border-radius:8px;padding:12px;margin:8px 0}
pre code{overflow-wrap:normal}
.soft{color:var(--soft)}
small{font-size:13px;color:var(--soft)}
.settle{white-space:nowrap}
.good{color:var(--good);font-weight:600}
.bad{color:var(--bad);font-weight:600}
.warn{color:var(--warn)}
span.change,caption.change{color:var(--change);font-weight:600}
span.champion,caption.champion{color:var(--champion);font-weight:600}
.mark{color:var(--change)}
.good,.bad,span.change,span.champion,.warn,span.soft{white-space:nowrap}
:root{--shade:color-mix(in srgb,var(--ink) 22%,transparent);--below:linear-gradient(0deg,var(--card) 40%,transparent) 0 100%/100% 40px no-repeat local,linear-gradient(0deg,var(--shade),transparent) 0 100%/100% 12px no-repeat;--beside:linear-gradient(90deg,var(--card) 40%,transparent) 0 0/40px 100% no-repeat local,linear-gradient(270deg,var(--card) 40%,transparent) 100% 0/40px 100% no-repeat local,linear-gradient(90deg,var(--shade),transparent) 0 0/12px 100% no-repeat,linear-gradient(270deg,var(--shade),transparent) 100% 0/12px 100% no-repeat}
.scroll{overflow-x:auto;margin:10px 0;position:relative}
.tall .scroll{max-height:36em;overflow-y:auto;background:var(--below)}
.tall thead th{position:sticky;top:0;background:var(--card);z-index:1;box-shadow:0 1px var(--line)}
.tall .scroll caption{position:absolute;clip-path:inset(50%)}
table{border-collapse:collapse;width:100%;font-size:15px}
caption{text-align:left;color:var(--soft);font-size:14px;padding-bottom:4px}
th,td{text-align:left;padding:7px 10px;border-bottom:1px solid var(--line);vertical-align:middle;unicode-bidi:isolate}
thead th{color:var(--soft);font-size:13.5px;font-weight:600;vertical-align:bottom}
tbody th{font-weight:500}
tbody th,td{overflow-wrap:break-word;max-width:26em}
th code{overflow-wrap:normal;white-space:nowrap}
wbr{display:none}
thead th[data-fixed]{padding-bottom:9px}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
thead .n{white-space:normal}
thead button{font:inherit;color:inherit;background:none;border:0;padding:2px 0;cursor:pointer;text-align:inherit}
thead button::after{content:" ↕";opacity:.6}
th[aria-sort=ascending] button,th[aria-sort=descending] button{color:var(--ink)}
th[aria-sort=ascending] button::after{content:" ▲";opacity:1}
th[aria-sort=descending] button::after{content:" ▼";opacity:1}
tbody tr:hover{background:color-mix(in srgb,var(--change) 6%,transparent)}
.interval{display:block;min-width:160px}
.interval .band{fill:var(--soft);opacity:.22}
.interval .zero{stroke:var(--soft);stroke-width:1;stroke-dasharray:2 2}
.interval .whisker{stroke:var(--soft);stroke-width:2;fill:none}
.interval circle{fill:var(--soft)}
.interval.improved .whisker{stroke:var(--good)}.interval.improved circle{fill:var(--good)}
.interval.regressed .whisker{stroke:var(--bad)}.interval.regressed circle{fill:var(--bad)}
.spread{display:block}.spread .before{fill:var(--champion);opacity:.35}.spread .now{fill:var(--change)}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,330px),1fr));gap:8px 28px}
.pair .scroll{min-width:0}
.matrix{width:auto}
.matrix caption{font-size:15px}
.matrix th{max-width:11em;overflow-wrap:anywhere}
.matrix thead th{text-align:center}
.heat{text-align:center;min-width:4.6em;border:2px solid var(--card);font-variant-numeric:tabular-nums;border-radius:6px}
.heat small{display:block;line-height:1.1;color:var(--ink)}
.heat.right{outline:1.5px solid var(--soft);outline-offset:-4px}
.heat{--to:var(--bad);background:color-mix(in srgb,var(--to) var(--p,0%),var(--bg))}
.heat.right{--to:var(--good)}
.h1{--p:9%}.h2{--p:16%}.h3{--p:22%}.h4{--p:28%}.h5{--p:34%}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,300px),1fr));gap:18px 28px;margin-top:12px}
.chart{margin:0;min-width:0}
figcaption{font-weight:600;overflow-wrap:anywhere}
.chart>svg{display:block;width:100%;height:auto;max-width:400px}
svg text{font-size:12px;fill:var(--soft)}
svg .label{fill:var(--ink)}
.grid{stroke:var(--grid);stroke-width:1}
.axis{stroke:var(--soft);stroke-width:1.2;fill:none}
.chance{stroke:var(--soft);stroke-dasharray:3 4;fill:none}
.line{fill:none;stroke-width:2.4;stroke-linejoin:round}
.line.change{stroke:var(--change)}
.line.champion{stroke:var(--champion);stroke-dasharray:7 4}
.dot.change{fill:var(--change);stroke:var(--card);stroke-width:.8}
.dot.champion{fill:var(--card);stroke:var(--champion);stroke-width:1.6}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:2px 18px;padding:0;margin:2px 0 6px;font-size:14px}
.legend li{display:flex;align-items:center;gap:8px}
.legend svg{flex:none}
details{margin:8px 0}
td details{margin:0}
summary{cursor:pointer;color:var(--soft);font-size:14px;padding:3px 0;border-radius:4px}
summary:hover{color:var(--ink)}
dl{margin:8px 0}
dt{font-weight:600}
dd{margin:0 0 6px}
.inputs{display:grid;grid-template-columns:auto 1fr;gap:1px 12px;font-size:13.5px;margin:4px 0;min-width:15em}
.inputs dt{font-weight:500;color:var(--soft);overflow-wrap:anywhere}
.inputs dd{margin:0;overflow-wrap:anywhere}
.facts div{display:grid;grid-template-columns:11em 1fr;gap:12px;padding:6px 0;border-bottom:1px solid var(--line)}
.facts dd{margin:0;overflow-wrap:anywhere}
.problems{list-style:none;padding:0}
.problems li{padding:5px 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
.tools{display:flex;flex-wrap:wrap;gap:8px 18px;align-items:center;margin:10px 0;font-size:14px}
.tools[hidden]{display:none}
.tools input,.tools select{font:inherit;color:var(--ink);background:var(--bg);border:1px solid var(--soft);border-radius:6px;padding:5px 8px;margin-left:4px;max-width:100%}
.tools output{color:var(--soft)}
@media (max-width:640px){header,main{padding-left:12px;padding-right:12px}nav{margin:0 -12px;padding:0 12px}nav ul{flex-wrap:nowrap;overflow-x:auto;scrollbar-width:none}section,.banner{padding:14px;border-radius:10px}h1{font-size:23px}th,td{padding:6px 7px}.facts div{grid-template-columns:1fr;gap:0}table{font-size:14px}.narrow-away{display:none}wbr{display:inline}td.n{white-space:normal}th code{white-space:normal}tbody th{position:sticky;left:0;z-index:1;background:var(--card)}.scroll{background:var(--beside)}.tall .scroll{background:var(--beside),var(--below)}.range{display:block;font-size:10.5px;white-space:nowrap}.range.long{white-space:normal}.settle{white-space:normal}.pair th,.pair td{padding:6px 4px}.pair td.heat{padding:6px 2px}#metrics-table,#slices-table{font-size:13px}#metrics-table th code{font-size:12px}#metrics-table thead button::after,#slices-table thead button::after{content:""}#metrics-table th,#metrics-table td,#slices-table th,#slices-table td{padding:6px 4px}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@media print{:root{color-scheme:light}body{background:none;font-size:11pt}header,main{max-width:none;padding:0}.scroll,.tall .scroll{max-height:none;overflow:visible;background:none}nav,.theme,.tools,.skip,thead button::after{display:none}section,.banner{border-color:#bbb;padding:10px 14px}figure,tr,.banner{break-inside:avoid}h2,h3{break-after:avoid}thead th,.tall thead th{position:static}}
`;
