
/** Which charts there are; those of pools and standbys come when their first one is seen. */
const kinds = ["line-1", "line-2", "line-3", "line-4"];

const lines = picks => Object.entries(picks).map(([name, of], at) => ({ name, of, kind: kinds[at % 4] }));

const work = byId("work");

const charts = [
  new Chart(work, "Requests", { write: bySecond, note: "by the second" }, lines({
    "all": moment => moment.requests.perSecond,
    "refused (4xx)": moment => moment.requests.refusedPerSecond,
    "failed (5xx)": moment => moment.requests.failedPerSecond,
  })),
  new Chart(work, "Time of requests", { write: inMs }, lines({
    "p50": moment => known(moment.requests.p50),
    "p95": moment => known(moment.requests.p95),
    "p99": moment => known(moment.requests.p99),
  })),
  new Chart(work, "Retries", { write: bySecond, note: "attempts at the database" }, lines({
    "repeated": moment => moment.attempts.repeatedPerSecond,
    "failed": moment => moment.attempts.failedPerSecond,
    "recovered": moment => moment.attempts.recoveredPerSecond,
  })),
  new Chart(work, "Query cache", { write: value => value == null ? none : written(value) + " %", least: 100 }, lines({
    "hits": moment => moment.cache.hitPercent,
  })),
];

const seen = new Set();

/** A chart for each thing of a list, as soon as it is there. */
const forEachNew = (names, kind, make) => names
  .filter(name => !seen.has(kind + name))
  .forEach(name => { seen.add(kind + name); charts.push(make(name)); });

const poolOf = (moment, name) => moment.pools.find(pool => pool.name === name);

const chartOfPool = (name, { mode, max }) => new Chart(byId("pools"), name, { note: `${mode}, ${max} at most` }, [
  ...lines({
    "busy": moment => poolOf(moment, name)?.busy,
    "idle": moment => poolOf(moment, name)?.idle,
    "waiting": moment => poolOf(moment, name)?.waiting,
  }),
  { name: "limit", kind: "line-limit", of: moment => poolOf(moment, name)?.limit },
]);

const chartOfStatements = name =>
  new Chart(work, `Statements of ${name}`, { write: inMs, note: "p95" }, lines({
    "slowest kind": moment => known(poolOf(moment, name)?.p95),
  }));

const chartOfReplica = name => new Chart(work, `Lag of ${name}`, { write: inMs }, lines({
  "lag": moment => moment.replicas.find(replica => replica.name === name)?.lagMs,
}));

const drawCharts = moments => {
  const now = moments.at(-1);
  const pools = now.pools.map(pool => pool.name);
  forEachNew(pools, "pool ", name => chartOfPool(name, poolOf(now, name)));
  forEachNew(pools.filter(name => poolOf(now, name).p95 > 0), "statements ", chartOfStatements);
  const timed = now.replicas.filter(replica => replica.lagMs != null);
  forEachNew(timed.map(replica => replica.name), "replica ", chartOfReplica);
  const until = Date.now() - skew;
  charts.forEach(chart => chart.draw(moments, until));
};
