import { expect, test } from "vitest";
import { seededRandom } from "../../../src/core/random.ts";
import { parseRecords } from "../../../src/stages/data/parse-records.ts";

/** The same text through the parser: with its first line in quotation marks it says the same. */
const quoted = (text: string) => `"first"\n${text}`;
const plain = (text: string) => `first\n${text}`;

test("3,000 texts without a quotation mark: the same records as the parser's, on the same lines", async () => {
  const random = seededRandom(5);
  const pieces = [..."ab1, ;\t", "\n", "\n", "\r\n", "\r", ",", "", "é", "\u2028"];
  for (let index = 0; index < 3000; index++) {
    const text = Array.from({ length: random.below(24) }, () => pieces[random.below(pieces.length)]).join("");
    const delimiter = index % 3 === 0 ? "\t" : ",";
    const fast = await parseRecords("a.csv", plain(text), delimiter);
    expect(fast, JSON.stringify(text)).toEqual(await parseRecords("a.csv", quoted(text), delimiter));
  }
});
