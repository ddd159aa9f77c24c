// The mark of the product: a slot with a fob in it. A drawing only.

export function WardkeyMark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect x="1" y="1" width="30" height="30" rx="8" class="mark-plate" />
      <circle cx="16" cy="11" r="5.5" class="mark-knob" />
      <rect x="10" y="16" width="12" height="11" rx="3" class="mark-tag" />
    </svg>
  );
}
