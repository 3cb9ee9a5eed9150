export { ProductionRefusedError, startSimulator, type Simulator, type SimulatorOptions } from './main.ts'
export type { AuthorityFaults, ServiceFault } from './authority/faults.ts'
export { productSettings } from './product-settings.ts'
export type { SigningStory } from './ncalayer/signer.ts'
