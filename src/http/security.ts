import { csrfSync } from 'csrf-sync'
import type { Request, RequestHandler } from 'express'
import helmet from 'helmet'
import type { FormValues } from '../ui/forms/form-values.ts'

/** Security headers. The content security policy allows only our own files: no inline scripts or styles, no frames. */
export function securityHeaders({ secure }: { secure: boolean }): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: secure,
    referrerPolicy: { policy: 'same-origin' },
  })
}

/** Forbids caching of pages, because they are about children: after signing out, the back button shows none. */
export const notKept: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store')
  next()
}

const { generateToken, isRequestValid } = csrfSync({
  getTokenFromRequest: (request) => request.formToken,
})

declare module 'express-serve-static-core' {
  interface Request {
    formToken?: string | undefined
  }
}

/** The session's CSRF token, created on the first call. */
export const csrfTokenFor = (request: Request): string => generateToken(request)

/** Whether a form has the session's CSRF token. */
export function hasValidCsrfToken(request: Request, values: FormValues): boolean {
  request.formToken = values._csrf?.at(-1)
  return isRequestValid(request)
}
