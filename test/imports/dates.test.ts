import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDate } from '../../src/imports/dates.ts'

describe('parseDate', () => {
  it.each([
    ['31/12/2026', '2026-12-31'],
    ['1/2/2016', '2016-02-01'],
    ['03.09.2020', '2020-09-03'],
    ['03-09-2020', '2020-09-03'],
    ['2016-02-01', '2016-02-01'],
    ['2016/2/1', '2016-02-01'],
    ['31 Dec 2026', '2026-12-31'],
    ['1 February 2016', '2016-02-01'],
    ['1st Feb 2016', '2016-02-01'],
    ['31-Dec-2026', '2026-12-31'],
    ['3-SEP-2020', '2020-09-03'],
    ['3 Sept 2020', '2020-09-03'],
    ['01/02/2016 00:00:00', '2016-02-01'],
    ['01/02/2016 00:00', '2016-02-01'],
    ['2016-02-01T00:00:00.000', '2016-02-01'],
    ['1 Feb 2016 12:30 PM', '2016-02-01'],
    ['  01/02/2016  ', '2016-02-01'],
    ['42401', '2016-02-01'],
    ['42401.5', '2016-02-01'],
    ['46387', '2026-12-31'],
    ['29/02/2020', '2020-02-29'],
    ['29/02/2000', '2000-02-29'],
  ])('parseDate reads %j as %s', (typed, iso) => {
    expect(parseDate(typed)).toEqual({ ok: true, value: iso })
  })

  it.each([
    ['31/02/2018', '“31/02/2018” is no date: February 2018 has 28 days.'],
    ['29/02/2100', 'February 2100 has 28 days'],
    ['2018-04-31', 'April 2018 has 30 days'],
    ['00/01/2018', 'January 2018 has 31 days'],
    ['32 Dec 2018', 'December 2018 has 31 days'],
    ['04/31/2018', 'there is no such month. Write the day first'],
    ['01/00/2018', 'there is no such month'],
    ['1 Foo 2018', 'there is no such month'],
    ['01/02/1016', 'the year is 1016'],
    ['01/02/2200', 'the year is 2200'],
    ['2018', 'is a year, not a whole date'],
    ['01/02/16', 'needs its year in four digits'],
    ['1-Feb-16', 'needs its year in four digits'],
    ['########', 'A spreadsheet wrote ###'],
    ['2016-02-01T23:00:00Z', 'is no date'],
    ['201602', 'is no date'],
    ['yesterday', '“yesterday” is no date. Write it as 31/12/2018.'],
    ['', 'is no date'],
  ])('parseDate refuses %j', (typed, why) => {
    expect(parseDate(typed)).toEqual({ ok: false, message: expect.stringContaining(why) })
  })

  it('parseDate reads every day of many years in each spelling', () => {
    const day = fc.integer({ min: Date.UTC(1930, 0, 1) / 86_400_000, max: Date.UTC(2150, 0, 1) / 86_400_000 })
    fc.assert(
      fc.property(day, (sinceEpoch) => {
        const iso = new Date(sinceEpoch * 86_400_000).toISOString().slice(0, 10)
        const [year, month, date] = iso.split('-')
        // Excel's day 25,569 is 1 January 1970.
        for (const typed of [iso, `${date}/${month}/${year}`, `${iso} 09:00`, String(25_569 + sinceEpoch)]) {
          expect(parseDate(typed)).toEqual({ ok: true, value: iso })
        }
      }),
    )
  })
})
