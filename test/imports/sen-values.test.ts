import { describe, expect, it } from 'vitest'
import { NEED_TYPES, needsFault, parseNeeds, parseSenStatus } from '../../src/imports/sen-values.ts'

describe('parseSenStatus', () => {
  it.each([
    ['N', 'N'],
    ['', 'N'],
    [' ', 'N'],
    ['none', 'N'],
    ['No SEN', 'N'],
    ['N - No Special Educational Need', 'N'],
    ['k', 'K'],
    ['SEN Support', 'K'],
    ['SEN support (K)', 'K'],
    ['K - SEN Support', 'K'],
    ['K – SEN Support', 'K'],
    ['E', 'E'],
    ['EHCP', 'E'],
    ['EHC Plan', 'E'],
    ['E - Education, Health and Care Plan', 'E'],
    ['Education Health & Care Plan', 'E'],
  ])('parseSenStatus reads %j as %s', (typed, status) => {
    expect(parseSenStatus(typed)).toEqual({ ok: true, value: status })
  })

  it.each([
    ['A', '“A” is a retired code (School Action) and cannot be today’s SEN status'],
    ['P', 'is a retired code (School Action Plus)'],
    ['S', 'is a retired code (a statement)'],
    ['S - Statement', 'is a retired code (a statement)'],
    ['School Action Plus', 'is a retired code (School Action Plus)'],
    ['Q', '“Q” is no SEN status. Use K for SEN Support, E for an EHC plan or N for none.'],
    ['?', 'is no SEN status'],
    ['да', 'is no SEN status'],
  ])('parseSenStatus refuses %j', (typed, why) => {
    expect(parseSenStatus(typed)).toEqual({ ok: false, message: expect.stringContaining(why) })
  })
})

describe('parseNeeds', () => {
  it.each(NEED_TYPES)('parseNeeds reads the code %s', (code) => {
    expect(parseNeeds(code)).toEqual({ ok: true, value: [code] })
    expect(parseNeeds(code.toLowerCase())).toEqual({ ok: true, value: [code] })
  })

  it.each([
    ['', []],
    ['1 Autistic Spectrum Disorder', ['ASD']],
    ['1 Specific Learning Difficulty', ['SPLD']],
    ['1 Moderate Learning Difficulty; 2 Hearing Impairment', ['MLD', 'HI']],
    ['1 Other Difficulty/Disability; 2 Moderate Learning Difficulty', ['OTH', 'MLD']],
    ['1 Vision Impairment; 2 Social, Emotional and Mental Health', ['VI', 'SEMH']],
    ['1 Social, Emotional and Mental Health; 2 Speech, Language and Communication Needs', ['SEMH', 'SLCN']],
    ['Social, Emotional and Mental Health, Speech, Language and Communication Needs', ['SEMH', 'SLCN']],
    ['Multi-Sensory Impairment', ['MSI']],
    ['Down Syndrome', ['DS']],
    ['Physical Disability', ['PD']],
    ['Profound & Multiple Learning Difficulty', ['PMLD']],
    ['SPLD, SEMH', ['SPLD', 'SEMH']],
    ['1 SLCN; 2 SEMH', ['SLCN', 'SEMH']],
    ['1 SLCN 2 SEMH', ['SLCN', 'SEMH']],
    ['2 SEMH; 1 SLCN', ['SLCN', 'SEMH']],
    ['1. SLCN\n2. SEMH', ['SLCN', 'SEMH']],
    ['SLCN - Speech, Language and Communication Needs', ['SLCN']],
    ['Autistic Spectrum Disorder (ASD)', ['ASD']],
    ['SLCN;', ['SLCN']],
  ])('parseNeeds reads %j', (typed, needs) => {
    expect(parseNeeds(typed)).toEqual({ ok: true, value: needs })
  })

  it.each(['XYZ', 'SLCN; XYZ', '1 XYZ', 'SLCN, XYZ', '?'])('parseNeeds refuses %j', (typed) => {
    const what = typed.includes('XYZ') ? 'XYZ' : '?'
    expect(parseNeeds(typed)).toEqual({
      ok: false,
      message: expect.stringContaining(`“${what}” is no type of SEN need`),
    })
  })
})

describe('needsFault', () => {
  it.each([
    [['ASD', 'SLCN'] as const, 'K' as const],
    [['NSA'] as const, 'K' as const],
    [['NSA'] as const, null],
    [[] as const, 'K' as const],
  ])('needsFault allows the needs %j with the SEN status %s', (needs, status) => {
    expect(needsFault(needs, status)).toBeNull()
  })

  it.each([
    [['ASD', 'ASD'] as const, 'K' as const, 'The need type ASD stands there twice'],
    [['ASD', 'SLCN', 'MLD'] as const, 'E' as const, 'There are 3 need types (ASD, SLCN, MLD)'],
    [['NSA'] as const, 'E' as const, 'NSA (no specialist assessment) goes only with SEN Support (K)'],
    [['NSA'] as const, 'N' as const, 'this pupil’s SEN status is N'],
  ])('needsFault refuses the needs %j with the SEN status %s', (needs, status, why) => {
    expect(needsFault(needs, status)).toContain(why)
  })
})
