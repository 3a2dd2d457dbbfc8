import type { AreaOfNeed } from '../../generated/prisma/enums.ts'

/**
 * The register's own statements, which a school starts with. Each describes what staff can see in a lesson or at lunch
 * without specialist knowledge, in their words. Each is a difficulty, so that "often" always means the same.
 */
export const firstStatements: Readonly<Record<AreaOfNeed, readonly string[]>> = {
  communication: [
    'Looks to others to see what to do after I have given an instruction',
    'Loses the thread when I say more than one thing at a time',
    'Says little in front of the class, or only single words',
    'Is hard to understand for people who do not know them well',
    'Searches for words, or uses “thing” and “that” for most of them',
    'Tells what happened in an order that is hard to follow',
    'Takes what is said literally',
    'Plays or works beside others, not with them',
    'Is thrown by a change of room, person or routine',
    'Talks at length about one thing without noticing that the other has stopped listening',
  ],
  cognition: [
    'Starts only when an adult comes to the table',
    'Cannot say what the task is once I have explained it to the class',
    'Has forgotten by the next lesson what they could do in this one',
    'Reads so slowly that the meaning is lost',
    'Avoids writing, or writes much less than they can tell me',
    'Spells common words differently each time',
    'Needs fingers or objects for sums that others do in their head',
    'Copies from the board with words or lines missing',
    'Has no idea what to get out or where to begin',
    'Stops after a few minutes without an adult beside them',
  ],
  socialEmotional: [
    'Arrives upset, or takes a long time to settle',
    'Gives up, or tears up the work, at the first mistake',
    'Is out of their seat when the others are sitting',
    'Calls out or interrupts',
    'Falls out with others at break or lunch',
    'Is alone at break or lunch',
    'Goes quiet, hides or leaves the room when it gets too much',
    'Gets angry quickly, and stays angry',
    'Asks again and again whether it is right',
    'Seems tired, sad or far away',
  ],
  sensoryPhysical: [
    'Does not turn round when called from behind or in a noisy room',
    'Watches my face closely, or asks me to say it again',
    'Holds the page close, or screws up their eyes at the board',
    'Covers their ears or is upset by noise',
    'Cannot bear certain clothes, food or touch',
    'Fidgets, chews or rocks to keep going',
    'Tires faster than the others in PE or on the way between rooms',
    'Trips, bumps into things or drops things',
    'Finds pencils, scissors, buttons or cutlery hard to use',
    'Needs help to get dressed, eat or use the toilet',
  ],
}
