/** A change of what the address of the timeline says. */

import type { TimelineSearch } from './timeline-search.ts'

export type Change = { readonly [Key in keyof TimelineSearch]?: TimelineSearch[Key] | undefined }
