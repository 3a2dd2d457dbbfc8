import { csrfSync } from 'csrf-sync'
import type { Request, RequestHandler } from 'express'
import helmet from 'helmet'
import type { FormValues } from '../ui/forms/form-values.ts'

/** Nothing but our own files: no inline script or style, no frame, no other site. */
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

/** Pages are about children: neither browser nor proxy keeps them, so the back button after signing out shows nothing. */
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

/** The session's form token, made when first asked for. */
export const tokenFor = (request: Request): string => generateToken(request)

/** Whether a form carries its session's token. */
export function isOurForm(request: Request, values: FormValues): boolean {
  request.formToken = values._csrf?.at(-1)
  return isRequestValid(request)
}
