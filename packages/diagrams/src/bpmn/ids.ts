export const POOL = 'pool'
export const PROCESS = 'process'
