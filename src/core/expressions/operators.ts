/** What an expression may compute; `null` is missing. */
export type Value = number | string | boolean | null;
type Combine = (left: Value, right: () => Value) => Value;

/** A missing operand makes the result missing. JavaScript's own rules otherwise, hence the casts. */
function strict(apply: (left: number, right: number) => Value): Combine {
  return (left, right) => {
    const other = right();
    return left === null || other === null ? null : apply(left as number, other as number);
  };
}

const OPERATORS = new Map<string, Combine>([
  ["+", strict((left, right) => left + right)],
  ["-", strict((left, right) => left - right)],
  ["*", strict((left, right) => left * right)],
  ["/", strict((left, right) => left / right)],
  ["%", strict((left, right) => left % right)],
  ["**", strict((left, right) => left ** right)],
  ["<", strict((left, right) => left < right)],
  ["<=", strict((left, right) => left <= right)],
  [">", strict((left, right) => left > right)],
  [">=", strict((left, right) => left >= right)],
  // Only `null` says whether a value is known, so equality looks at it. `==` means `===`: no coercion.
  ["==", (left, right) => left === right()],
  ["===", (left, right) => left === right()],
  ["!=", (left, right) => left !== right()],
  ["!==", (left, right) => left !== right()],
  ["&&", (left, right) => left && right()],
  ["||", (left, right) => left || right()],
  ["??", (left, right) => left ?? right()],
]);

export function binary(operator: string): Combine | undefined {
  return OPERATORS.get(operator);
}
