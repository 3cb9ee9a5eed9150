import { combineSuites, rsaSuite, type AlgorithmSuite } from './algorithm-suite.ts'
import { gostSuite } from './gost/gost-suite.ts'

/** All kinds of keys the National Certification Authority gives to people and organisations. */
export const nationalSuite: AlgorithmSuite = combineSuites(rsaSuite, gostSuite)
