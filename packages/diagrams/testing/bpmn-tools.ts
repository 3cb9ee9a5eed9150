import { createRequire } from 'node:module'

interface Moddle {
  readonly fromXML: (xml: string) => Promise<{ readonly rootElement: object; readonly warnings: readonly Error[] }>
}

interface BpmnLinter {
  readonly lint: (root: object) => Promise<Readonly<Record<string, readonly object[]>>>
}

/** The packages bring no types for what is used here. */
const require = createRequire(import.meta.url)
const { BpmnModdle }: { readonly BpmnModdle: new () => Moddle } = require('bpmn-moddle')
const { Linter }: { readonly Linter: new (options: object) => BpmnLinter } = require('bpmnlint')
const NodeResolver: new () => object = require('bpmnlint/lib/resolver/node-resolver')

/** Reads a file as modelers do; `warnings` tell what they would not understand. */
export function readBpmn(xml: string): ReturnType<Moddle['fromXML']> {
  return new BpmnModdle().fromXML(xml)
}

/** What the recommended rules find. A rule remembers what it saw, so each file gets a linter of its own. */
export function lintBpmn(root: object): ReturnType<BpmnLinter['lint']> {
  return new Linter({ config: { extends: 'bpmnlint:recommended' }, resolver: new NodeResolver() }).lint(root)
}
