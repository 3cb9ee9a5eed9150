import type { Route, RouteStretch } from './routes.ts'

type Down = Extract<RouteStretch, { way: 'down' }>

/**
 * Two lines that change places in one gap, each leaving the row that the other enters, would lie on each other for a
 * bit whichever comes first. One of them changes its track half-way, in the channel beside the row it comes from.
 */
export function untangle(routes: readonly Route[]): readonly Route[] {
  const done: Route[] = []
  for (const [index, route] of routes.entries()) {
    const others = [...done, ...routes.slice(index + 1)].flatMap(({ stretches }) => stretches)
    done.push({
      ...route,
      stretches: route.stretches.flatMap((stretch) => {
        const isTangled = stretch.way === 'down' && others.some((other) => other.way === 'down' && swap(stretch, other))
        return stretch.way === 'down' && isTangled ? stepAside(stretch) : [stretch]
      }),
    })
  }
  return done
}

function swap(a: Down, b: Down): boolean {
  const crossOver = a.from === b.to && a.to === b.from && a.from !== a.to
  return a.gap === b.gap && crossOver && a.sides[0] !== a.sides[1] && sameWay(a, b)
}

/** Both run through the gap to the right, or both to the left. */
function sameWay(a: Down, b: Down): boolean {
  return a.sides[0] === b.sides[0] && a.sides[1] === b.sides[1]
}

function stepAside({ gap, from, to, sides }: Down): readonly RouteStretch[] {
  const channel = to > from ? from + 1 : from - 1
  const [comes, goes] = sides
  const downwards = to > from ? 1 : -1
  return [
    { way: 'down', gap, from, to: channel, sides: [comes, goes] },
    {
      way: 'across',
      channel,
      from: 2 * gap,
      to: 2 * gap,
      sides: [downwards === 1 ? -1 : 1, downwards],
    },
    { way: 'down', gap, from: channel, to, sides: [comes, goes] },
  ]
}
