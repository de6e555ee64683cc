import { z } from 'zod';

/** Human-readable text in any language, without control characters, that can be stored as UTF-8. */
export function plainText(charactersMax: number) {
  return z
    .string({ error: 'cannot be null' })
    .min(1, 'cannot be empty')
    .refine((text) => [...text].length <= charactersMax, `must have at most ${charactersMax} characters`)
    .refine((text) => text.isWellFormed(), 'must be well-formed Unicode')
    .refine((text) => !/\p{Cc}/u.test(text), 'must not contain control characters');
}

/** Emoji sequences such as a family or a flag, which are joined by invisible characters. */
const emoji = /\p{RGI_Emoji}/gv;

/** Invisible characters: joiners, direction marks, fillers, the Braille blank. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\u{2800}\u{fff9}-\u{fffb}\u{1d159}]/gu;

/** A human-readable name, normalized: NFC, with single plain spaces between words (RFC 8266). Rejects invisible characters
 *  outside of emoji, so that two names that look equal are equal. */
export function label(charactersMax: number) {
  const visible = (text: string) => text.replace(emoji, 'x').replace(invisible, '');
  return z
    .string({ error: 'cannot be null' })
    .transform((text) =>
      text
        .normalize('NFC')
        .replace(/\p{Zs}+/gu, ' ')
        .replace(/^ | $/g, ''),
    )
    .pipe(
      plainText(charactersMax)
        .refine((text) => visible(text).trim() !== '', 'cannot be blank')
        .refine(
          (text) => visible(text) === text.replace(emoji, 'x'),
          'must not contain invisible characters, such as U+200B',
        ),
    );
}
