// Keeps what the page hears and the files that it plays, lets its microphone be heard as it is, and notes its sockets.
//
// Each remote audio track of each peer connection is read beside its player, as frames with their
// arrival on the page's clock. Echo cancelling and noise suppression are off, since they take a
// steady tone for noise; the product leaves them on.
(() => {
  const heard = [];
  const played = [];
  window.__heard = () => heard.map(told);
  window.__played = () => played.map(told);

  const asked = navigator.mediaDevices?.getUserMedia?.bind(navigator.mediaDevices);
  if (asked) {
    const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    navigator.mediaDevices.getUserMedia = (wanted) =>
      asked(wanted.audio ? { ...wanted, audio: { ...(wanted.audio === true ? {} : wanted.audio), ...plain } } : wanted);
  }

  window.__sockets = [];
  window.WebSocket = class extends window.WebSocket {
    constructor(address, ...protocols) {
      super(address, ...protocols);
      window.__sockets.push(this.url);
    }
  };

  const Connection = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Connection {
    constructor(...configuration) {
      super(...configuration);
      this.addEventListener("track", ({ track }) => track.kind === "audio" && listen(track.clone()));
    }
  };

  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function (...given) {
    if (!this.srcObject) {
      const stream = this.captureStream();
      for (const track of stream.getAudioTracks()) listen(track, played);
      stream.onaddtrack = ({ track }) => track.kind === "audio" && listen(track, played);
    }
    return play.apply(this, given);
  };

  async function listen(track, into = heard) {
    const frames = new MediaStreamTrackProcessor({ track }).readable.getReader();
    const kept = { began: 0, rate: 0, chunks: [] };
    into.push(kept);
    for (let next = await frames.read(); !next.done; next = await frames.read()) {
      const frame = next.value;
      kept.began ||= Date.now() - (frame.numberOfFrames / frame.sampleRate) * 1000;
      kept.rate = frame.sampleRate;
      const samples = new Float32Array(frame.numberOfFrames);
      frame.copyTo(samples, { planeIndex: 0, format: "f32-planar" });
      kept.chunks.push(Int16Array.from(samples, (x) => Math.max(-1, Math.min(1, x)) * 32767));
      frame.close();
    }
  }

  function told({ began, rate, chunks }) {
    return { began, rate, sound: base64(chunks) };
  }

  function base64(chunks) {
    let text = "";
    for (const chunk of chunks) {
      text += String.fromCharCode(...new Uint8Array(chunk.buffer));
    }
    return btoa(text);
  }
})();
