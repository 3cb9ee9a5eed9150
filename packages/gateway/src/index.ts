export * from './register-port.ts'
