/** As much of a SIP registrar and caller as a desk without sound needs: REGISTER, INVITE, BYE, CANCEL. */
import { randomBytes } from 'node:crypto'

const SDP = [
  'v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 0 101', 'c=IN IP4 127.0.0.1', 'a=rtcp-mux', 'a=mid:0', 'a=sendrecv', 'a=setup:actpass',
  'a=ice-ufrag:mock', 'a=ice-pwd:mockmockmockmockmockmock',
  `a=fingerprint:sha-256 ${Array.from(randomBytes(32), (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':')}`,
  'a=rtpmap:0 PCMU/8000', 'a=rtpmap:101 telephone-event/8000', 'a=candidate:1 1 udp 2130706431 127.0.0.1 9 typ host', '',
].join('\r\n')

const token = () => randomBytes(6).toString('hex')

const parse = (text) => {
  const [head = ''] = text.split('\r\n\r\n')
  const [first = '', ...lines] = head.split('\r\n')
  const all = (name) =>
    lines.filter((line) => line.toLowerCase().startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trim())
  return { first, all, get: (name) => all(name)[0] ?? '' }
}

const reply = (message, status, extra = []) =>
  [
    `SIP/2.0 ${status}`,
    ...message.all('via').map((via) => `Via: ${via}`),
    `From: ${message.get('from')}`,
    `To: ${message.get('to')}${message.get('to').includes('tag=') ? '' : `;tag=${token()}`}`,
    `Call-ID: ${message.get('call-id')}`,
    `CSeq: ${message.get('cseq')}`,
    ...extra,
    'Content-Length: 0', '', '',
  ].join('\r\n')

/** One telephone's WebSocket; `events` are told what the person at it does. */
export function line(socket, events) {
  let contact = ''
  let dialog = null

  const send = (method, { to, cseq, headers = [], body = '' }) =>
    socket.send(
      [
        `${method} ${contact} SIP/2.0`,
        `Via: SIP/2.0/WS mock.invalid;branch=${method === 'CANCEL' ? dialog.branch : `z9hG4bK${token()}`}`,
        'Max-Forwards: 70', `From: <sip:centre@switchroom>;tag=${dialog.tag}`, `To: ${to}`,
        `Call-ID: ${dialog.id}`, `CSeq: ${cseq} ${method}`, 'Contact: <sip:centre@mock.invalid;transport=ws>',
        ...headers, `Content-Length: ${Buffer.byteLength(body)}`, '', body,
      ].join('\r\n'),
    )

  function answered(message) {
    const status = Number(message.first.split(' ')[1])
    if (!message.get('cseq').endsWith('INVITE') || status < 200 || !dialog) return
    const to = message.get('to')
    send('ACK', { to, cseq: 1 })
    if (status >= 300) dialog = null
    else {
      dialog.to = to
      events.answered()
    }
  }

  socket.on('message', (data) => {
    const message = parse(String(data))
    if (message.first.startsWith('SIP/2.0')) return answered(message)
    const method = message.first.split(' ')[0]
    if (method === 'ACK') return
    if (method === 'REGISTER') {
      contact = /<([^>]+)>/.exec(message.get('contact'))?.[1] ?? ''
      return socket.send(reply(message, '200 OK', [`Contact: <${contact}>;expires=600`]))
    }
    socket.send(reply(message, '200 OK'))
    if (method === 'BYE') {
      dialog = null
      events.hungUp()
    }
  })

  return {
    invite(offer, interaction) {
      dialog = { id: token(), tag: token(), branch: `z9hG4bK${token()}`, to: '' }
      socket.send(
        [
          `INVITE ${contact} SIP/2.0`, `Via: SIP/2.0/WS mock.invalid;branch=${dialog.branch}`, 'Max-Forwards: 70',
          `From: <sip:centre@switchroom>;tag=${dialog.tag}`, `To: <${contact}>`, `Call-ID: ${dialog.id}`, 'CSeq: 1 INVITE',
          'Contact: <sip:centre@mock.invalid;transport=ws>', `X-Switchroom-Offer: ${offer}`,
          `X-Switchroom-Interaction: ${interaction}`, 'Content-Type: application/sdp', `Content-Length: ${SDP.length}`, '', SDP,
        ].join('\r\n'),
      )
    },
    cancel() {
      if (dialog && !dialog.to) send('CANCEL', { to: `<${contact}>`, cseq: 1 })
      dialog = null
    },
    bye() {
      if (dialog?.to) send('BYE', { to: dialog.to, cseq: 2 })
      dialog = null
    },
  }
}
