import { ImagePlus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { photoOf, readPicture } from '#renderer/features/pictures/photo.ts';
import { Action, IconAction } from '#renderer/ui/action.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { DeviceForm, type DeviceFormProps } from './device-form.tsx';
import css from './devices.module.css';

const PICTURES_MAX = 6;
/** Full HD; six of them stay within what the host takes in one call (4 MB). */
const LIMITS = { side: 1920, characters: 600_000 };

/** The window that faces the customer, and the pictures it shows between customers. */
export function CustomerWindowForm({ settings, save, onBack }: DeviceFormProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [pictures, setPictures] = useState<readonly string[]>(settings.customerWindow?.pictures ?? []);
  const [unread, setUnread] = useState<string | null>(null);
  const [reading, setReading] = useState(false);

  async function add(files: readonly File[]): Promise<void> {
    setReading(true);
    setUnread(null);
    for (const file of files) {
      const picture = await photoOf(file, readPicture, LIMITS);
      if (picture === null) setUnread(file.name);
      else {
        setPictures((current) =>
          current.includes(picture) || current.length >= PICTURES_MAX ? current : [...current, picture],
        );
      }
    }
    setReading(false);
  }

  return (
    <DeviceForm
      title={t('devices.names.customer-window')}
      hint={t('devices.customer.hint')}
      draft={reading ? null : { ...settings, customerWindow: { pictures: [...pictures] } }}
      save={save}
      onBack={onBack}
      testId="customer-window-form"
    >
      <Field label={t('devices.customer.pictures')} hint={t('devices.customer.picturesHint', { most: PICTURES_MAX })}>
        <ul className={css.pictures} aria-label={t('devices.customer.pictures')}>
          {pictures.map((picture, at) => (
            <li key={picture} className={css.picture}>
              <img src={picture} alt={t('devices.customer.picture', { number: at + 1 })} data-testid="picture" />
              <IconAction
                icon={X}
                tone="plain"
                label={t('devices.customer.remove', { number: at + 1 })}
                onClick={() => setPictures(pictures.filter((each) => each !== picture))}
                data-testid="picture-remove"
              />
            </li>
          ))}
        </ul>
        <input
          ref={input}
          type="file"
          accept="image/*"
          multiple
          hidden
          onChange={({ currentTarget }) => {
            void add([...(currentTarget.files ?? [])]);
            currentTarget.value = '';
          }}
          data-testid="picture-file"
        />
        <div>
          <Action
            icon={ImagePlus}
            disabled={reading || pictures.length >= PICTURES_MAX}
            onClick={() => input.current?.click()}
            data-testid="picture-add"
          >
            {t('devices.customer.add')}
          </Action>
        </div>
      </Field>
      {unread !== null && (
        <Notice tone="warn" code="picture-unread" title={t('devices.customer.unread', { name: unread })} />
      )}
    </DeviceForm>
  );
}
