// Calls a running service with nothing but the types of its own description: node client.js ADDRESS KEY
import createClient from "openapi-fetch";
import type { components, paths } from "./generated/api.js";

declare const process: { argv: string[] };

type Trip = components["schemas"]["TripView"];
type Problem = components["schemas"]["Problem"];

function must(holds: boolean, what: string): asserts holds {
  if (!holds) {
    throw new Error(what);
  }
}

const [, , address, key] = process.argv;
must(address !== undefined && key !== undefined, "usage: client.js ADDRESS KEY");
const api = createClient<paths>({ baseUrl: address, headers: { Authorization: `Bearer ${key}` } });

const created = await api.POST("/api/v1/trips", {
  params: { header: { "X-Request-Id": "typed-client" } },
  body: {
    title: "Ten days of Azores",
    destination: "São Miguel",
    startsOn: "2027-05-03",
    endsOn: "2027-05-12",
    budget: { amount: 2400, currency: "EUR" },
  },
});
must(created.data !== undefined, JSON.stringify(created.error));
must(created.response.headers.get("X-Request-Id") === "typed-client", "the request's id");

const trip: Trip = created.data;
const path = { id: trip.id };
const read = await api.GET("/api/v1/trips/{id}", { params: { path } });
must(read.data?.budget?.amount === 2400 && read.data.travelers === 1, "the trip as it was created");

const tag = read.response.headers.get("ETag");
must(tag !== null, "an ETag");
const patched = await api.PATCH("/api/v1/trips/{id}", {
  params: { path, header: { "If-Match": tag } },
  body: { status: "booked", budget: null },
});
must(patched.data?.status === "booked" && patched.data.budget === null, JSON.stringify(patched.error));

const late = await api.PATCH("/api/v1/trips/{id}", {
  params: { path, header: { "If-Match": tag } },
  body: { title: "Too late" },
});
must(late.error !== undefined && late.error.status === 412, "a refusal of what has changed meanwhile");

const refused = await api.POST("/api/v1/trips", {
  body: { title: " ", destination: "Rome", startsOn: "2027-05-03", endsOn: "2027-05-01" },
});
must(refused.error !== undefined, "a refusal");
const problem: Problem = refused.error;
must(problem.errors?.["title"]?.length === 1 && problem.errors["endsOn"] !== undefined, JSON.stringify(problem));

const listed = await api.GET("/api/v1/trips", { params: { query: { status: "booked", limit: 1 } } });
must(listed.data?.items[0]?.id === trip.id, "the trip at the head of the list");

console.log(`${trip.id} ${patched.data.status}`);
