// How numbers look in a sentence: the same as in the notebook.

export const withMinus = (text) => text.replace(/(?<![\p{L}\p{N}_])-(?=\d)/gu, "−");

// Put values into a template of Python's: {x:.4g}, {x:.2f}, {x}.
export function filled(template, values) {
  const put = (whole, name, digits, kind) =>
    !(name in values) ? whole : !digits ? `${values[name]}`
      : kind === "g" ? general(values[name], +digits) : values[name].toFixed(+digits);
  return withMinus(template.replace(/\{(\w+)(?::\.(\d+)([gf]))?\}/g, put));
}

// Python's format .4g: so many digits, without zeros at the end, and powers of ten at the ends.
export function general(value, digits) {
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const [mantissa, power] = value.toExponential(digits - 1).split("e");
  if (+power < -4 || +power >= digits) {
    const sign = power.startsWith("-") ? "-" : "+";
    return `${short(mantissa)}e${sign}${power.slice(1).padStart(2, "0")}`;
  }
  return short(value.toFixed(Math.max(0, digits - 1 - power)));
}

const short = (text) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);

// The number that a reader typed, with a comma or a minus of any kind, or null.
export function typed(text) {
  const plain = text.trim().replace("−", "-").replace(",", ".");
  const isNumber = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain);
  return isNumber && Number.isFinite(Number(plain)) ? Number(plain) : null;
}
