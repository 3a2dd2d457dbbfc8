import type { Request, Response } from 'express'
import type { SignedIn } from '../access/current-staff.ts'
import { navigationFor } from '../access/navigation.ts'
import { roleNames, scopeOf } from '../access/permissions.ts'
import { sendOn } from '../access/session.ts'
import { dayInLondon, timeInLondon } from '../days/clock.ts'
import { type Pdf, PdfUnavailable } from '../platform/pdf/pdf.ts'
import { dayInWords } from '../ui/formats/words.ts'
import { assetHrefs } from '../ui/views/assets.ts'
import { type PageModel, renderPage, type Site } from '../ui/views/views.ts'
import type { Answer, PageAnswer } from './answers.ts'
import { notYourDraft } from './drafts.ts'
import { type Onward, type Problem, problemPage, problems } from './problems.ts'

export type Responder = {
  /** Sends a route's answer to the signed-in user. */
  answer: (request: Request, response: Response, user: SignedIn, answer: Answer | Problem) => Promise<void>
  /** Sends a page with the layout for people who are not signed in. */
  page: <Model extends PageModel>(
    request: Request,
    response: Response,
    view: string,
    page: Model,
    status?: number,
  ) => Promise<void>
  problem: (request: Request, response: Response, problem: Problem, onward?: Onward) => Promise<void>
  /**
   * Sends a 403 to a script whose form is from an earlier session. If the form was shown to this user (`isTheirs`), the
   * response contains the new CSRF token.
   */
  sendToken: (request: Request, response: Response, isTheirs: boolean) => void
}

const asParameter = 'as'

/**
 * Makes the functions that send all pages, files and JSON.
 * @param tokenFor returns the session's CSRF token, and creates it if there is none
 * @param pdf makes PDFs of pages; null if there is no Chromium
 */
export function createResponder({
  clock,
  csrfTokenFor,
  pdf,
}: {
  clock: () => Date
  csrfTokenFor: (request: Request) => string
  pdf: Pdf | null
}): Responder {
  const assets = assetHrefs()

  function siteFor(request: Request, user: SignedIn | null): Site {
    const now = clock()
    const today = dayInWords(dayInLondon(now))
    const flash = user ? (request.session.flash ?? null) : null
    if (flash) delete request.session.flash
    return {
      schoolName: user?.schoolName ?? '',
      userName: user?.name ?? '',
      roleName: user ? roleNames[user.role] : '',
      signedIn: user !== null,
      staffId: user?.staffId ?? '',
      navigation: user ? navigationFor(user.role, request.path) : [],
      maySearch: user !== null && scopeOf(user.role, 'pupil:find') !== null,
      csrfToken: user ? csrfTokenFor(request) : '',
      today,
      printedAt: `${today} at ${timeInLondon(now)}`,
      flash,
      pdfHref: null,
      assets,
    }
  }

  function send(response: Response, status: number, html: string): void {
    response.status(status).type('html').send(html)
  }

  async function sendPage(
    request: Request,
    response: Response,
    user: SignedIn | null,
    { view, model, status }: { view: string; model: PageModel; status: number },
  ) {
    send(response, status, renderPage(view, { page: model, site: siteFor(request, user) }))
  }

  /** Makes and sends a PDF. It is slow, so it runs after the transaction. */
  async function sendPaper(
    request: Request,
    response: Response,
    user: SignedIn,
    { maker, view, model, name }: { maker: Pdf; view: string; model: PageModel; name: string },
  ): Promise<void> {
    const html = renderPage(view, { page: model, site: siteFor(request, user) })
    try {
      const bytes = await maker.of(html)
      response.attachment(name).type('application/pdf').send(Buffer.from(bytes))
    } catch (error) {
      if (!(error instanceof PdfUnavailable)) throw error
      await sendProblem(request, response, user, problems.noPdf)
    }
  }

  function sendAnswered(
    request: Request,
    response: Response,
    user: SignedIn,
    answer: PageAnswer,
  ): Promise<void> | void {
    const { view, page: model, status, paper } = answer
    if (pdf === null || paper === null) return sendPage(request, response, user, { view, model, status })
    const { pathname, searchParams } = new URL(request.originalUrl, 'http://localhost')
    if (searchParams.get(asParameter) === 'pdf')
      return sendPaper(request, response, user, { maker: pdf, view, model, name: paper })
    searchParams.set(asParameter, 'pdf')
    const site = { ...siteFor(request, user), pdfHref: `${pathname}?${searchParams}` }
    send(response, status, renderPage(view, { page: model, site }))
  }

  async function sendProblem(
    request: Request,
    response: Response,
    user: SignedIn | null,
    problem: Problem,
    onward: Onward = {},
  ) {
    const model = problemPage(problem, request.id, onward)
    await sendPage(request, response, user, { view: 'http/problem', model, status: problem.status })
  }

  return {
    async answer(request, response, user, answer) {
      if (!('kind' in answer)) return sendProblem(request, response, user, answer)
      switch (answer.kind) {
        case 'page':
          return sendAnswered(request, response, user, answer)
        case 'notFound':
          return sendProblem(request, response, user, problems.notFound)
        case 'json':
          response.status(answer.status).json(answer.body)
          return
        case 'file':
          response.attachment(answer.name).type(answer.type).send(Buffer.from(answer.body))
          return
        case 'seeOther':
          if (answer.flash) request.session.flash = answer.flash
          if (answer.formToRestore) {
            const { pathname: path } = new URL(answer.location, 'http://localhost')
            request.session.formToRestore = { path, values: answer.formToRestore, at: clock().getTime() }
          }
          if (answer.flash || answer.formToRestore) return sendOn(request, response, answer.location)
          response.redirect(303, answer.location)
      }
    },
    page: (request, response, view, model, status = 200) => sendPage(request, response, null, { view, model, status }),
    problem: (request, response, problem, onward) => sendProblem(request, response, null, problem, onward),
    sendToken: (request, response, isTheirs) => {
      response.status(403).json(isTheirs ? { token: csrfTokenFor(request) } : notYourDraft.another)
    },
  }
}
