/** Drawing a span on free time of the timeline: by mouse at once, by a finger once it was held. */

import { type MouseEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import type { Interval } from '../../server/kernel/interval.ts'
import { clicked, dragged } from './lanes.ts'
import type { Instrument } from './rows.ts'

/** A pointer that moved less was meant as a click. */
const DRAG_PX = 4

/** A finger is held so long before it draws; one that moves before scrolls. */
const HOLD_MS = 400

export type Pointed = {
  readonly shown: Interval
  readonly free: Interval
  readonly policy: Instrument['policy']
  /** What a finger that is held and lifted asks for; a click of the mouse comes by itself. */
  readonly onPick: (span: Interval) => void
}

type Anchor = { readonly x: number; readonly at: number; readonly byTouch: boolean }

/** The pointer over a free span: what it would book, and how it got there. A finger that is held still draws too. */
export function usePointer({ shown, free, policy, onPick }: Pointed) {
  const [ghost, setGhost] = useState<Interval>()
  const [anchor, setAnchor] = useState<Anchor>()
  const finger = useRef<Finger>(undefined)
  const { surface, isStill } = useStillSurface()
  useEffect(() => () => clearTimeout(finger.current?.timer), [])

  function lift(): void {
    clearTimeout(finger.current?.timer)
    finger.current = undefined
    isStill.current = false
    setAnchor(undefined)
  }

  function move(event: PointerEvent<HTMLElement>): void {
    const isTouch = event.pointerType === 'touch'
    if (isTouch && !anchor) {
      // A finger that moves on before its time scrolls.
      if (finger.current && Math.abs(event.clientX - finger.current.x) >= DRAG_PX * 2) lift()
      return
    }
    const at = timeAt(event, shown)
    const moved = anchor !== undefined && Math.abs(event.clientX - anchor.x) >= DRAG_PX
    setGhost(moved ? dragged(free, [anchor.at, at], policy) : clicked(free, anchor?.at ?? at, policy))
  }

  function press(event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0) return
    const at = timeAt(event, shown)
    const { clientX: x, currentTarget, pointerId } = event
    if (event.pointerType !== 'touch') {
      currentTarget.setPointerCapture(pointerId)
      setAnchor({ x, at, byTouch: false })
      return
    }
    const timer = setTimeout(() => {
      isStill.current = true
      setAnchor({ x, at, byTouch: true })
      setGhost(clicked(free, at, policy))
    }, HOLD_MS)
    finger.current = { x, timer }
  }

  function release(): void {
    if (anchor?.byTouch && ghost) onPick(ghost)
    lift()
  }

  return {
    ghost,
    surface,
    handlers: {
      onPointerMove: move,
      onPointerDown: press,
      onPointerUp: release,
      onPointerCancel: () => {
        lift()
        setGhost(undefined)
      },
      onPointerLeave: () => {
        if (anchor === undefined) setGhost(undefined)
      },
      // A held finger would open the menu of the link.
      onContextMenu: (event: MouseEvent) => {
        if (finger.current) event.preventDefault()
      },
    },
  }
}

type Place = Pick<PointerEvent<HTMLElement>, 'currentTarget' | 'clientX'>

/** The moment under a pointer. */
function timeAt({ currentTarget, clientX }: Place, shown: Interval): number {
  const { left, width } = currentTarget.getBoundingClientRect()
  const part = Math.min(1, Math.max(0, (clientX - left) / width))
  return shown.startsAt + part * (shown.endsAt - shown.startsAt)
}

type Finger = { readonly x: number; readonly timer: ReturnType<typeof setTimeout> }

/**
 * Keeps the page from scrolling under a finger while `isStill`. React listens too late to prevent it, and a browser asks
 * who may prevent it when the finger comes down: the listener is always there.
 */
function useStillSurface() {
  const surface = useRef<HTMLAnchorElement>(null)
  const isStill = useRef(false)
  useEffect(() => {
    const element = surface.current
    const stop = (event: TouchEvent) => {
      if (isStill.current) event.preventDefault()
    }
    element?.addEventListener('touchmove', stop, { passive: false })
    return () => element?.removeEventListener('touchmove', stop)
  }, [])
  return { surface, isStill }
}
