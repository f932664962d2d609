import { render } from "../reports/render.ts";

/** GitHub's way with a comment, as far as it is seen: its Markdown with HTML let through, in its type and colours, and blocks for Mermaid. */
export function githubPage(markdown: string, author = "github-actions"): string {
  const body = render(markdown).replace(
    /<pre><code class="language-mermaid">(.*?)<\/code><\/pre>/gs,
    '<pre class="mermaid">$1</pre>',
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>A comment</title><style>${STYLE}</style></head>
<body><div class="comment"><div class="head"><b>${author}</b> <span class="bot">bot</span> commented 2 minutes ago</div>
<div class="markdown-body">${body}</div></div></body></html>`;
}

const STYLE = `
body{margin:0;padding:16px;background:#fff;color:#1f2328;font:14px/1.5 -apple-system,BlinkMacSystemFont,"Segoe UI","Noto Sans","Liberation Sans",Helvetica,Arial,"Noto Color Emoji",sans-serif}
.comment{border:1px solid #d1d9e0;border-radius:6px}
.head{padding:8px 16px;background:#f6f8fa;border-bottom:1px solid #d1d9e0;border-radius:6px 6px 0 0;color:#59636e}
.head b{color:#1f2328}
.bot{border:1px solid #d1d9e0;border-radius:2em;padding:0 7px;font-size:12px}
.markdown-body{padding:16px;overflow-wrap:break-word}
.markdown-body>*:first-child{margin-top:0}
.markdown-body>*:last-child{margin-bottom:0}
h3{font-size:1.25em;line-height:1.25;margin:24px 0 16px}
p,ul,table,pre,details{margin:0 0 16px}
details>*:not(summary):first-of-type{margin-top:16px}
summary{cursor:pointer}
ul{padding-left:2em}
li+li{margin-top:.25em}
table{display:block;width:max-content;max-width:100%;overflow:auto;border-spacing:0;border-collapse:collapse}
th,td{padding:6px 13px;border:1px solid #d1d9e0}
tr:nth-child(2n){background:#f6f8fa}
code{padding:.2em .4em;font:85% ui-monospace,SFMono-Regular,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;background:#818b981f;border-radius:6px;white-space:break-spaces}
pre{padding:16px;overflow:auto;background:#f6f8fa;border-radius:6px}
pre code{padding:0;background:none;white-space:pre}
pre.mermaid{background:none;text-align:center}
hr{height:.25em;margin:24px 0;background:#d1d9e0;border:0}
sub{font-size:75%;line-height:0;position:relative;vertical-align:baseline;bottom:-.25em}
a{color:#0969da}
`;
