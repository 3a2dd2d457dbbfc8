import type { Pdf } from '../../platform/pdf/pdf.ts'
import { PdfUnavailable } from '../../platform/pdf/pdf.ts'
import { paperSite } from '../../ui/views/paper-site.ts'
import { renderPage } from '../../ui/views/views.ts'
import { letterPage } from '../letter-page.ts'
import type { LetterToShow } from '../model.ts'

/**
 * The letter as it is printed, to be enclosed with an e-mail.
 * @returns null where there is nothing to make a PDF with, or it could not be made: the e-mail goes without, it says the same
 */
export async function enclosed(
  pdf: Pdf | null,
  { pupilId, schoolName, letter, now }: { pupilId: string; schoolName: string; letter: LetterToShow; now: Date },
): Promise<Uint8Array | null> {
  if (pdf === null) return null
  const page = letterPage({ pupilId, schoolName, letter, others: [], mayCorrect: false })
  try {
    return await pdf.of(renderPage('letters/write/letter', { page, site: paperSite(schoolName, now) }))
  } catch (error) {
    if (error instanceof PdfUnavailable) return null
    throw error
  }
}
