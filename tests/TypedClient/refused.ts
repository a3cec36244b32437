// Never run: the compiler must refuse each marked line. One that it took would make `@ts-expect-error` an error.
import createClient from "openapi-fetch";
import type { components, paths } from "./generated/api.js";

type NewTrip = components["schemas"]["NewTrip"];

const api = createClient<paths>();
const body = { title: "A week", destination: "Rome", startsOn: "2027-05-01", endsOn: "2027-05-08" };
const path = { id: "01a1fdd4-e877-78da-a61b-cae4b1243aae" };

export async function refused(): Promise<void> {
  // @ts-expect-error a member that trips do not have
  const coloured: NewTrip = { ...body, colour: "red" };
  // @ts-expect-error the status may not be sent on creation
  const booked: NewTrip = { ...body, status: "booked" };
  await api.POST("/api/v1/trips", { body: coloured });
  await api.POST("/api/v1/trips", { body: booked });
  // @ts-expect-error a required member is missing
  await api.POST("/api/v1/trips", { body: { title: "A week" } });
  // @ts-expect-error a word that is none of the vocabulary
  await api.PATCH("/api/v1/trips/{id}", { params: { path }, body: { status: "lost" } });
  // @ts-expect-error a required member cannot be removed
  await api.PATCH("/api/v1/trips/{id}", { params: { path }, body: { title: null } });
  // @ts-expect-error a currency that does not exist
  await api.PUT("/api/v1/trips/{id}", { params: { path }, body: { ...body, budget: { amount: 1, currency: "EURO" } } });
  // @ts-expect-error a path that does not exist
  await api.GET("/api/v1/journeys", {});

  const { data } = await api.GET("/api/v1/trips/{id}", { params: { path } });
  // @ts-expect-error an answer has no such member
  console.log(data?.colour);
}
