import type { RequestHandler } from 'express'
import multer, { MulterError } from 'multer'
import { UnreadableUpload } from './errors.ts'
import { problems } from './problems.ts'
import type { Responder } from './respond.ts'

const largestFile = 10 * 1024 * 1024

const take = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: largestFile, files: 1, fields: 60, fieldSize: 10_000 },
}).single('file')

/**
 * Reads the one file of a form (field `file`) into `request.file`. Answers 413 if it is too large, 400 if it is
 * malformed.
 */
export const takeFile =
  (responder: Responder): RequestHandler =>
  (request, response, next) => {
    take(request, response, (error: unknown) => {
      if (!error) next()
      else if (!isTooLarge(error)) next(new UnreadableUpload('the upload cannot be read', { cause: error }))
      else responder.problem(request, response, problems.tooLarge).catch(next)
    })
  }

const isTooLarge = (error: unknown): boolean => error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE'
