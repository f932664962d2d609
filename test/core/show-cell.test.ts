import { expect, test } from "vitest";
import { showCell } from "../../src/core/show-cell.ts";

test.each([
  ["setosa", '"setosa"'],
  ["flora@example.com", "(e-mail address)"],
  ["ask flora@example.com", "ask (e-mail address)"],
  // Slips of the pen are what messages are about.
  ["flora@example", "(like an e-mail address)"],
  ["111.444.777-36", "(like a CPF)"],
  ["111.444.777-3", "(like a CPF)"],
  ["11.222.333/0001-82", "(like a CNPJ)"],
  ["4111 1111 1111 1112", "(like a payment card)"],
  ["GB82 WEST 1234 5698 7654 33", "(like an IBAN)"],
  ["11144477736", '"11144477736"'],
  ["2026-01-31", '"2026-01-31"'],
  ["1.234.567,89", '"1.234.567,89"'],
  ["AB12-CDEF-3456", '"AB12-CDEF-3456"'],
  ["Wednesday morning", '"Wednesday morning"'],
])("%s in a message: %s", (cell, shown) => expect(showCell(cell)).toBe(shown));

test("a long cell is cut, and nothing takes long", () => {
  expect(showCell("x".repeat(100), 10).length).toBeLessThan(15);
  const begun = performance.now();
  for (const text of ["A1 ".repeat(2000), "AB".repeat(2000), "1".repeat(5000), "@".repeat(5000)])
    showCell(text, 30);
  expect(performance.now() - begun).toBeLessThan(1000);
});
