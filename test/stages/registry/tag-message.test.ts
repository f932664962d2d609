import { describe, expect, it } from "vitest";
import { parseTrailers, tagMessage } from "../../../src/stages/registry/tag-message.ts";

describe("a tag's message", () => {
  it("is a subject and trailers, and reads back", () => {
    const message = tagMessage("iris v1.0.0: first version", [
      ["Recipe", "abc"],
      ["Metric-f1_macro", "0.95"],
      ["Approved-by", "@ada"],
      ["Approved-by", "@grace"],
    ]);
    expect(message).toBe(
      "iris v1.0.0: first version\n\nRecipe: abc\nMetric-f1_macro: 0.95\nApproved-by: @ada\nApproved-by: @grace\n",
    );
    expect({ ...parseTrailers(message) }).toEqual({
      Recipe: ["abc"],
      "Metric-f1_macro": ["0.95"],
      "Approved-by": ["@ada", "@grace"],
    });
  });

  it("lets no value forge a trailer", () => {
    const message = tagMessage("s", [["Approved-by", "@eve\nApproved-by: @ada\r\n\nRecipe: x"]]);
    expect({ ...parseTrailers(message) }).toEqual({ "Approved-by": ["@eve Approved-by: @ada Recipe: x"] });
  });

  it("finds none where there is but a subject, and survives names of the language itself", () => {
    expect({ ...parseTrailers("Recipe: abc\n") }).toEqual({});
    expect(parseTrailers("s\n\nconstructor: x\n").constructor).toEqual(["x"]);
  });
});
