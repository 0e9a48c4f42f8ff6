import type { Attachment } from 'svelte/attachments';

/** How far the pressed pointer moves before it drags, in CSS pixels. */
const FAR = 4;

/**
 * Begins to drag what the system carries once this element is pressed and the pointer moved.
 *
 * Told by the mouse's own events: the system takes the release of its drags, so that WebKit believes
 * the button still pressed, and a second `pointerdown` or `dragstart` never comes.
 */
export function dragOut(begin: () => unknown): Attachment<HTMLElement> {
  return (element) => {
    let pressed: MouseEvent | undefined;

    const press = (event: MouseEvent) => {
      if (event.button !== 0) return;
      event.preventDefault(); // the page would select or drag its own text
      pressed = event;
    };
    const move = (event: MouseEvent) => {
      if (!pressed) return;
      const held = (event.buttons & 1) === 1;
      const far = Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) >= FAR;
      if (!held || far) pressed = undefined;
      if (held && far) begin();
    };

    element.addEventListener('mousedown', press);
    window.addEventListener('mousemove', move);
    return () => {
      element.removeEventListener('mousedown', press);
      window.removeEventListener('mousemove', move);
    };
  };
}
