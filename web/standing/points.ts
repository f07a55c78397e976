/** How points, and what a measure is about, are written. */

/** With a sign always: `+1`, `−10`. */
export function pointsText(points: number): string {
  return points < 0 ? `−${-points}` : `+${points}`
}

type Named = { readonly nameZh: string; readonly nameEn: string | null }

/** The instrument where there is one, else the institution; undefined for the whole platform. */
export function placeOf<Place extends Named>({
  instrument,
  institution,
}: {
  readonly instrument: Place | null
  readonly institution: Place | null
}): Place | undefined {
  return instrument ?? institution ?? undefined
}
