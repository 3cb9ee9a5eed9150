import assert from 'node:assert/strict'
import { derValue } from '@qyzmet/eds'

/** Rewrites one encoded value and the lengths of everything around it. */
export function replaceInside(whole: Uint8Array, from: Uint8Array, to: Uint8Array): Uint8Array {
  const place = Buffer.from(whole).indexOf(from)
  assert.ok(place >= 0)
  const rebuild = (node: Uint8Array): Uint8Array => {
    if (Buffer.compare(node, from) === 0) return to
    const tag = node[0] ?? 0
    if ((tag & 0x20) === 0 || Buffer.from(node).indexOf(from) < 0) return node
    return derValue(tag, ...childrenOf(node).map(rebuild))
  }
  return rebuild(whole)
}

function childrenOf(node: Uint8Array): readonly Uint8Array[] {
  const lengthAt = (start: number): { content: number; end: number } => {
    const first = node[start + 1] ?? 0
    if (first < 0x80) return { content: start + 2, end: start + 2 + first }
    const count = first & 0x7f
    const length = Number.parseInt(Buffer.from(node.subarray(start + 2, start + 2 + count)).toString('hex'), 16)
    return { content: start + 2 + count, end: start + 2 + count + length }
  }
  const found: Uint8Array[] = []
  for (let at = lengthAt(0).content; at < node.length; at = lengthAt(at).end)
    found.push(node.subarray(at, lengthAt(at).end))
  return found
}

/** The same message whose signer has no signed attributes. */
export function withoutSignedAttributes(cms: Uint8Array): Uint8Array {
  const drop = (node: Uint8Array): Uint8Array => {
    if (((node[0] ?? 0) & 0x20) === 0) return node
    const children = childrenOf(node)
    const isSignerInfo = children.some((child) => child[0] === 0x04) && children.some((child) => child[0] === 0xa0)
    return derValue(node[0] ?? 0, ...children.filter((child) => !isSignerInfo || child[0] !== 0xa0).map(drop))
  }
  return drop(cms)
}
