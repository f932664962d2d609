/**
 * Sorting and filtering, the only things that need a script; the themes are style alone. It is plain text, not a module, since it runs
 * in the reader's browser: the same on every page, so that its hash stands in the page's security policy.
 */
export const SCRIPT = `"use strict";
for (const table of document.querySelectorAll("table[data-sortable]")) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, index) => {
    if (head.dataset.fixed !== undefined) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const number = head.classList.contains("n");
      const now = head.getAttribute("aria-sort");
      const up = now ? now === "descending" : !number;
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const keyed = [...body.rows].map((row) => {
        const cell = row.cells[index];
        const text = cell.dataset.v ?? cell.textContent.trim();
        const figure = text === "" ? NaN : Number(text.replace("\\u2212", "-"));
        return { row, text, figure };
      });
      const figures = keyed.every(({ text, figure }) => text === "" || !Number.isNaN(figure));
      keyed.sort((a, b) => {
        if (a.text === "" || b.text === "") return (a.text === "") - (b.text === "");
        const order = number || figures
          ? Number.isNaN(a.figure) - Number.isNaN(b.figure) || a.figure - b.figure
          : a.text.localeCompare(b.text, undefined, { numeric: true });
        return up ? order : -order;
      });
      body.append(...keyed.map(({ row }) => row));
    });
  });
}
for (const tools of document.querySelectorAll("[data-filter]")) {
  const rows = [...document.getElementById(tools.dataset.filter).tBodies[0].rows];
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const [search, select, output] = ["input", "select", "output"].map((name) => tools.querySelector(name));
  const group = () => select?.value ?? "";
  const filter = () => {
    const sought = search.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      row.hidden = !texts.get(row).includes(sought) || (group() !== "" && row.dataset.group !== group());
      if (!row.hidden) shown++;
    }
    output.textContent = shown + " of " + rows.length + " rows";
  };
  search.addEventListener("input", filter);
  select?.addEventListener("change", filter);
  tools.hidden = false;
  filter();
}
`;
