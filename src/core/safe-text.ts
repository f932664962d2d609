/** Parameters that hold credentials more often than not. */
const SECRET = /key|token|secret|password|passwd|signature|^sig$|credential|auth/i;

/** An address as it may be shown: without user and password, and without the values of parameters that look like credentials. */
export function safeAddress(text: string): string {
  if (!URL.canParse(text)) return "an address that cannot be read";
  const url = new URL(text);
  url.username = "";
  url.password = "";
  url.hash = "";
  for (const name of [...url.searchParams.keys()]) if (SECRET.test(name)) url.searchParams.set(name, "***");
  return url.href;
}

/** A text of somebody else's with every secret taken out, in the ways in which a client may have written it. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  let shown = text;
  for (const secret of secrets.flatMap(spellings).sort((a, b) => b.length - a.length))
    shown = shown.replaceAll(secret, "***");
  return shown;
}

function spellings(secret: string): string[] {
  const written = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
  return [...new Set([...written, Buffer.from(secret).toString("base64")])].filter((each) => each.length > 0);
}
