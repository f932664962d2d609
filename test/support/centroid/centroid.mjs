import { readFileSync } from "node:fs";

/** Rows by column name; enough CSV for cells without commas. */
export function readTable(path) {
  const [header, ...lines] = readFileSync(path, "utf8").trim().split("\n");
  const columns = header.split(",");
  const rows = lines.map((line) =>
    Object.fromEntries(line.split(",").map((cell, index) => [columns[index], cell])),
  );
  return { columns, rows };
}

export function nearest({ used, centroids }, row) {
  const distance = (centroid) =>
    centroid.reduce((sum, value, index) => sum + (Number(row[used[index]]) - value) ** 2, 0);
  return Object.keys(centroids).sort((a, b) => distance(centroids[a]) - distance(centroids[b]))[0];
}
