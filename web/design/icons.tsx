/** The few pictures of the frame and the first page: strokes on a grid of 24, as high as the text around them. */

const PATHS = {
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm5-1.5L21 21',
  filter: 'M4 5h16l-6.2 7.2V18l-3.6 2v-7.8L4 5Z',
  close: 'm6 6 12 12M18 6 6 18',
  instruments: 'M4 4h6.5v6.5H4V4Zm9.5 0H20v6.5h-6.5V4ZM4 13.5h6.5V20H4v-6.5Zm9.5 0H20V20h-6.5v-6.5Z',
  timeline: 'M4 6h9M8 12h12M4 18h7M17 4v4M4 10v4M15 16v4',
  bookings: 'M4 6h16v14H4V6Zm0 5h16M8 3.5V8m8-4.5V8',
  desk: 'M4 5h16v14H4V5Zm4 5 2 2 3-3.5M8 15.5h8',
  manage: 'M9 3h6M10 3v6l-5 9.5A1.7 1.7 0 0 0 6.5 21h11a1.7 1.7 0 0 0 1.5-2.5L14 9V3M7.5 15h9',
  finance: 'M3.5 7h17v12h-17V7Zm0 0 3-3h11l3 3M16 13h4.5',
  statistics: 'M4 20V4m0 16h16M8.5 16v-5m4 5V8m4 8v-3',
  city: 'M5 4h9l5 5v11H5V4Zm3.5 9.5 2.5 2.5 4.5-5M14 4v5h5',
  bell: 'M6 16.5V11a6 6 0 1 1 12 0v5.5l1.5 2h-15l1.5-2ZM10 21h4',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
} as const

export type IconName = keyof typeof PATHS

/** Decoration only: the word beside it says what it means. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  )
}
