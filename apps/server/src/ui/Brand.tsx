import type { JSX } from 'preact'

/** The mark of the product: the crown of a yurt seen from below. Not a state symbol. */
export function BrandMark(): JSX.Element {
  return (
    <svg class="q-brand__mark" viewBox="0 0 40 40" aria-hidden="true">
      <g fill="none" stroke="currentColor" stroke-width="2.2" transform="rotate(45 20 20)">
        <circle cx="20" cy="20" r="17" stroke-width="3.6" />
        <path d="M15 4c-2 10-2 22 0 32M20 3v34M25 4c2 10 2 22 0 32" />
        <path d="M4 15c10-2 22-2 32 0M3 20h34M4 25c10 2 22 2 32 0" />
      </g>
    </svg>
  )
}
