
/** Tables whose cells are rewritten where they have changed. */
class Table {
  /** @param columns each [title, of: thing → text, class]; the first one names its row */
  constructor(title, empty, columns) {
    const id = "table-" + title.toLowerCase().replace(/[^a-z]+/g, "-");
    Object.assign(this, { empty, columns, body: element("tbody") });
    byId("tables").append(element("div", { class: columns.length > 3 ? "scroll is-wide" : "scroll", role: "region", tabindex: "0", "aria-labelledby": id },
      element("table", {},
        element("caption", { id }, title),
        element("thead", {}, element("tr", {}, ...columns.map(([name, , kind = ""]) =>
          element("th", { scope: "col", class: kind === "number" ? kind : "" }, name)))),
        this.body)));
  }

  fill(things) {
    const rows = things.length > 0
      ? things.map(thing => this.columns.map(([, of]) => String(of(thing))))
      : [[this.empty]];
    while (this.body.rows.length > rows.length) this.body.lastChild.remove();
    rows.forEach((cells, at) => this.write(at, cells));
  }

  write(at, cells) {
    let row = this.body.rows[at];
    if (row?.cells.length !== cells.length) {
      const made = element("tr", {}, ...(cells.length === 1 && this.columns.length > 1
        ? [element("td", { colspan: this.columns.length, class: "quiet" })]
        : this.columns.map(([, , kind = ""], place) =>
          element(place === 0 ? "th" : "td", { class: kind, ...(place === 0 && { scope: "row" }) }))));
      row ? row.replaceWith(made) : this.body.append(made);
      row = made;
    }
    cells.forEach((text, place) => say(row.cells[place], text));
  }
}

const tables = {
  circuits: new Table("Circuit breakers", "No circuit has been needed yet.", [
    ["Target", circuit => circuit.target],
    ["State", circuit => ({ closed: "closed: it is used", open: "OPEN: it is not asked" })[circuit.state]
      ?? "half-open: it is tried"],
  ]),
  replicas: new Table("Replicas", "There are no standbys.", [
    ["Standby", replica => replica.name],
    ["State", replica => !replica.isUp ? "DOWN: it does not answer" : replica.isUsed ? "used" : "LATE: not used"],
    ["Lag", replica => inMs(replica.lagMs), "number"],
  ]),
  migrations: new Table("Migrations", "Not known yet.", [
    ["Migrations", one => one.pending === 0 ? "all applied" : "PENDING: some are missing"],
    ["Applied", one => one.applied, "number"],
    ["Pending", one => one.pending, "number"],
  ]),
  pools: new Table("Pools", "No pool has been used yet.", [
    ["Pool", pool => pool.name],
    ["Busy", pool => `${pool.busy} of ${pool.limit}`, "number"],
    ["Idle", pool => pool.idle, "number"],
    ["Waiting", pool => pool.waiting, "number"],
    ["Waited in vain", pool => bySecond(pool.timeoutsPerSecond), "number"],
    ["Not opened", pool => bySecond(pool.failuresPerSecond), "number"],
    ["The load would need", pool => pool.recommendedMax, "number"],
  ]),
  statements: new Table("Statements by pool and kind", "None has been carried out, or statements are not watched.", [
    ["Pool", one => one.pool],
    ["Kind", one => one.kind],
    ["Rate", one => bySecond(one.perSecond), "number"],
    ["Errors", one => bySecond(one.errorsPerSecond), "number"],
    ["p50", one => inMs(known(one.p50)), "number"],
    ["p95", one => inMs(known(one.p95)), "number"],
    ["p99", one => inMs(known(one.p99)), "number"],
    ["Since the start", one => `${written(one.count)}, ${written(one.errors)} failed`, "number"],
  ]),
  slowest: new Table("Slowest statements", "None was slow.", [
    ["Shape", one => one.shape],
    ["Longest", one => inMs(one.longestMs), "number"],
    ["How often", one => written(one.count), "number"],
    ["Pool", one => one.pool],
    ["Last at", one => clockTime(one.lastAt), "number"],
    ["Plan", one => one.plan ?? "not known"],
    ["Text, without values", one => one.text, "sql"],
  ]),
};

const fillTables = view => {
  for (const name of ["circuits", "replicas", "pools"]) tables[name].fill(view[name]);
  if (view.isWhole) {
    tables.statements.fill(view.statements);
    tables.slowest.fill(view.slowest);
  }
  tables.migrations.fill(view.migrations ? [view.migrations] : []);
};
