import { v7 as uuidv7 } from 'uuid'
import { toDate } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import type { RecordPublished, WriteText } from './form.ts'
import type { PublishedText } from './queries.ts'
import type { TopicName } from './topics.ts'

/**
 * Saves the text of a topic. A text that was cleared is stored as an empty string and not deleted, so that its version
 * number keeps rising.
 * @returns false if somebody else has saved a newer version than `version`
 */
export async function writeTopic(
  tx: Tx,
  schoolId: string,
  topic: TopicName,
  { version, text }: WriteText,
): Promise<boolean> {
  const { count } =
    version === 0
      ? await tx.informationText.createMany({
          data: [{ schoolId, id: uuidv7(), topic, text: text ?? '' }],
          skipDuplicates: true,
        })
      : await tx.informationText.updateMany({
          where: { schoolId, topic, version },
          data: { text: text ?? '', version: version + 1 },
        })
  return count === 1
}

/**
 * Records that the report was published, with its texts at that time. Idempotent: the same form sent twice records it
 * once.
 * @returns false if this form was sent before and the publication is already recorded
 */
export async function recordPublished(
  tx: Tx,
  schoolId: string,
  { id, publishedOn, address }: RecordPublished,
  texts: readonly PublishedText[],
): Promise<boolean> {
  const { count } = await tx.informationReport.createMany({
    data: [{ schoolId, id, publishedOn: toDate(publishedOn), address, texts: [...texts] }],
    skipDuplicates: true,
  })
  return count === 1
}
