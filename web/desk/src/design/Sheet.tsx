import { Drawer } from 'antd'
import type { ReactNode } from 'react'

interface Props {
  open: boolean
  title: ReactNode
  extra?: ReactNode
  width: number
  onClose: () => void
  children: ReactNode
}

/** The offer card and the notice line stand above it. */
const BELOW_OFFERS = 4

const page = () => document.getElementById('page') ?? document.body

/** A drawer inside the page: bar and dock stay free, and the list behind it can still be used. */
export function Sheet({ open, title, extra, width, onClose, children }: Props) {
  return (
    <Drawer
      open={open}
      title={title}
      extra={extra}
      size={width}
      mask={false}
      zIndex={BELOW_OFFERS}
      closable={{ placement: 'end' }}
      destroyOnHidden
      onClose={onClose}
      getContainer={page}
      rootStyle={{ position: 'absolute' }}
      styles={{ wrapper: { maxWidth: '100%' }, header: { padding: '12px 20px' }, body: { padding: 0 } }}
    >
      {children}
    </Drawer>
  )
}
