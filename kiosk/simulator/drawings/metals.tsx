// The shading of steel that all drawings of the page share, defined once. Draws nothing by itself.

export function Metals() {
  return (
    <svg class="metals" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        <linearGradient id="metal-knob" x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stop-color="#f1f5f8" />
          <stop offset="0.45" stop-color="#a9b6c3" />
          <stop offset="1" stop-color="#5d6c7b" />
        </linearGradient>
        <linearGradient id="metal-bolt" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stop-color="#dfe6ec" />
          <stop offset="0.5" stop-color="#9aa8b6" />
          <stop offset="1" stop-color="#6a7988" />
        </linearGradient>
        <linearGradient id="metal-plate" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stop-color="#2d3d4f" />
          <stop offset="1" stop-color="#223040" />
        </linearGradient>
        <radialGradient id="metal-well" cx="0.5" cy="0.35" r="0.7">
          <stop offset="0" stop-color="#05090d" />
          <stop offset="1" stop-color="#131d28" />
        </radialGradient>
        <linearGradient id="tag-shine" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stop-color="#ffffff" stop-opacity="0.38" />
          <stop offset="0.4" stop-color="#ffffff" stop-opacity="0" />
          <stop offset="1" stop-color="#000000" stop-opacity="0.22" />
        </linearGradient>
      </defs>
    </svg>
  );
}
