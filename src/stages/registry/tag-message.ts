/** A tag's message: a subject line, an empty line, and Git trailers, so that `git tag -n99` is a readable registry. */

export type Trailers = Readonly<Record<string, readonly string[]>>;

const TRAILER = /^([A-Za-z0-9][A-Za-z0-9_-]*): (.*)$/;

/** Trailers in the order given; a value is one line (line breaks in it become spaces, so that it cannot forge a trailer). */
export function tagMessage(subject: string, trailers: readonly (readonly [string, string])[]): string {
  const lines = trailers.map(([name, value]) => `${name}: ${oneLine(value)}`);
  return `${oneLine(subject)}\n\n${lines.join("\n")}\n`;
}

function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
  return text.replace(/[\u0000-\u001f\u007f]+/g, " ").trim();
}

/** The trailers of the last paragraph; none when the message has but a subject. Names keep their case. */
export function parseTrailers(message: string): Trailers {
  const paragraphs = message.trimEnd().split(/\n\s*\n/);
  const trailers: Record<string, string[]> = Object.create(null);
  if (paragraphs.length < 2) return trailers;
  for (const line of paragraphs.at(-1)!.split("\n")) {
    const match = TRAILER.exec(line);
    if (!match) continue;
    trailers[match[1]!] ??= [];
    trailers[match[1]!]!.push(match[2]!.trim());
  }
  return trailers;
}
