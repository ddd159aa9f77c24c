// Small line icons of the simulator page, all 20 × 20 and in the colour of the text around them. Never the only sign of a state.
import type { ComponentChildren } from 'preact';

function Icon({ children }: { readonly children: ComponentChildren }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export function HandIcon() {
  return (
    <Icon>
      <path d="M6.5 10V4.6a1.2 1.2 0 0 1 2.4 0V9V3.4a1.2 1.2 0 0 1 2.4 0V9V4.4a1.2 1.2 0 0 1 2.4 0V10.5V7.4a1.2 1.2 0 0 1 2.4 0v5.1c0 3.3-2.1 5.3-5 5.3c-2.4 0-3.6-1-4.7-2.8L3.9 11.6c-.7-1.2.9-2.2 1.8-1.2l.8 1" />
    </Icon>
  );
}

export function CrowbarIcon() {
  return (
    <Icon>
      <path d="M3.2 17.2L13.6 6.8c1-1 .4-2.2-.6-2.6c1.4-1.6 4.4-1 4.4 1.6c0 1.3-.7 2-1.6 2.9L5 19" />
      <path d="M3.2 17.2L5 19" />
    </Icon>
  );
}

export function JamIcon() {
  return (
    <Icon>
      <rect x="2.5" y="7.5" width="9" height="5" rx="1.2" />
      <path d="M14 4.5l3.5 11M17.5 4.5l-3.5 11" />
    </Icon>
  );
}

export function SwapIcon() {
  return (
    <Icon>
      <path d="M3 7h12M11.5 3.5L15 7l-3.5 3.5M17 13H5M8.5 9.5L5 13l3.5 3.5" />
    </Icon>
  );
}

export function BlindIcon() {
  return (
    <Icon>
      <path d="M2.5 10c2-3.4 4.5-5 7.5-5s5.5 1.6 7.5 5c-2 3.4-4.5 5-7.5 5s-5.5-1.6-7.5-5z" />
      <path d="M4 16.5L16 3.5" />
    </Icon>
  );
}

export function PushIcon() {
  return (
    <Icon>
      <path d="M10 16.5V6M5.5 10L10 5.5L14.5 10M4.5 3h11" />
    </Icon>
  );
}

export function TapIcon() {
  return (
    <Icon>
      <path d="M6.5 6.5a5 5 0 0 0 0 7M3.8 3.8a8.8 8.8 0 0 0 0 12.4M13.5 6.5a5 5 0 0 1 0 7M16.2 3.8a8.8 8.8 0 0 1 0 12.4" />
      <circle cx="10" cy="10" r="1.6" />
    </Icon>
  );
}

export function LostIcon() {
  return (
    <Icon>
      <path d="M10 2.8L18 16.8H2z M10 8v4 M10 14.3v.4" />
    </Icon>
  );
}
