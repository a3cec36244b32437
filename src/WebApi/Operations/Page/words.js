"use strict";

/** How numbers and times are written. */
const none = "–";

const written = value => value == null ? none
  : value >= 1000 ? Math.round(value).toLocaleString("en")
  : value >= 100 || Number.isInteger(value) ? String(Math.round(value))
  : value >= 1 ? value.toFixed(1)
  : value.toFixed(2);

const inMs = value => value == null ? none : written(value) + " ms";

/** A percentile is 0 where there was nothing to measure; a lag of 0 is good news. */
const known = percentile => percentile || null;

const bySecond = value => value == null ? none : written(value) + "/s";

const clockTime = text => new Date(text).toLocaleTimeString();

const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

/** Only what has changed is written, so that whoever reads the page aloud or has selected something is left alone. */
const say = (where, text) => {
  if (where.textContent !== text) where.textContent = text;
};

const byId = id => document.getElementById(id);
