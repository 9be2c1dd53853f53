const WARNING_SECONDS = 120

// Warns before the session ends. The page works without this: the server ends the session, and gives back what was typed.
export function session () {
  const marker = document.getElementById('session')
  if (!marker) return
  const idle = Number(marker.dataset.idleSeconds)
  const dialog = document.getElementById('session-ending')
  const stay = document.getElementById('session-stay')
  const left = document.getElementById('session-left')
  const failed = document.getElementById('session-failed')

  // Other tabs of the same person keep the session alive too. A message between tabs leaves nothing behind.
  const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('session') : null
  let ends
  let before
  let written

  function begin () {
    ends = Date.now() + idle * 1000
    failed.hidden = true
    if (!dialog.open) return
    dialog.close()
    before?.focus()
  }

  function warn (seconds) {
    const words = seconds > 90 ? '2 minutes' : seconds > 45 ? '1 minute' : 'less than a minute'
    if (left.textContent !== words) left.textContent = words
    if (dialog.open) return
    before = document.activeElement
    dialog.showModal()
    stay.focus()
  }

  // The text leaves the screen, and the server hands it back once its writer has signed in again.
  function end () {
    clearInterval(timer)
    if (!written?.isConnected) {
      location.assign('/account/ended')
      return
    }

    const path = document.createElement('input')
    path.type = 'hidden'
    path.name = 'kept-path'
    path.value = written.getAttribute('action') || location.pathname + location.search
    written.append(path)
    for (const file of written.querySelectorAll('input[type="file"]')) file.disabled = true
    written.setAttribute('action', '/account/ended')
    HTMLFormElement.prototype.submit.call(written)
  }

  stay.addEventListener('click', async () => {
    const token = marker.querySelector('input[type="hidden"]').value
    try {
      const answer = await fetch('/account/stay', { method: 'POST', headers: { RequestVerificationToken: token }, redirect: 'error' })
      if (answer.ok) {
        begin()
        tabs?.postMessage('stayed')
      } else if (answer.status < 500) {
        end()
      } else {
        failed.hidden = false
      }
    } catch {
      failed.hidden = false
    }
  })

  // Escape means "go on", so it has to do what going on does.
  dialog.addEventListener('cancel', event => {
    event.preventDefault()
    stay.click()
  })

  document.querySelector('main').addEventListener('input', event => {
    if (event.target.form?.method === 'post') written = event.target.form
  })

  tabs?.addEventListener('message', begin)
  tabs?.postMessage('opened')
  begin()
  const timer = setInterval(() => {
    const seconds = Math.round((ends - Date.now()) / 1000)
    // A little late, so that the server has ended the session by then.
    if (seconds <= -3) end()
    else if (seconds <= WARNING_SECONDS) warn(seconds)
  }, 1000)
}
