// Elements, in a line.

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

// What a page says of an element, in a script that is none: JSON inside of it.
export const told = (element) =>
  JSON.parse(element.querySelector("script[type='application/json']").textContent);
