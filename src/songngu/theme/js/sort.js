// Sorts a table by the column whose heading is pressed. Without this file a table is a table.
for (const table of document.querySelectorAll("table.sort")) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const words = new Intl.Collator(table.closest("[lang]").lang, { numeric: true });
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.ariaSort === "ascending" ? -1 : 1;
      const text = (row) => row.cells[column].textContent.trim();
      const order = (a, b) => {
        const [x, y] = [a.cells[column].dataset.v, b.cells[column].dataset.v];
        return (x && y ? x - y : words.compare(text(a), text(b))) * down;
      };
      // A cell with nothing in it is last whichever way one looks.
      const rows = [...body.rows].sort((a, b) => !text(a) - !text(b) || order(a, b));
      for (const other of heads) other.ariaSort = null;
      head.ariaSort = down > 0 ? "ascending" : "descending";
      body.append(...rows);
    });
  });
}
