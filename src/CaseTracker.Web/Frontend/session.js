const WARNING_SECONDS = 120

// Warns before the session ends. The page works without this: the server ends the session, and gives back what was typed.
export function session () {
  const marker = document.getElementById('session')
  if (!marker) return
  const idle = Number(marker.dataset.idleSeconds)
  const veil = document.getElementById('session-ending')
  const stay = document.getElementById('session-stay')
  const count = document.getElementById('session-left')
  let ends
  let before

  const begin = () => { ends = Date.now() + idle * 1000 }
  const minutes = seconds => seconds > 90 ? '2 minutes' : seconds > 60 ? '1 minute and a half' : seconds > 30 ? '1 minute' : 'less than 30 seconds'

  const close = () => {
    if (!veil.open) return
    veil.close()
    before?.focus()
  }

  stay.addEventListener('click', async () => {
    const token = marker.querySelector('input[name="__RequestVerificationToken"]').value
    try {
      const answer = await fetch('/account/stay', { method: 'POST', headers: { RequestVerificationToken: token }, redirect: 'error' })
      if (!answer.ok) throw new Error(answer.status)
      begin()
      close()
    } catch {
      document.getElementById('session-failed').hidden = false
    }
  })

  // The dialog is closed by an answer, not by the escape key alone: that would read as "go on" without going on.
  veil.addEventListener('cancel', event => {
    event.preventDefault()
    stay.click()
  })

  begin()
  setInterval(() => {
    const left = Math.round((ends - Date.now()) / 1000)
    if (left <= 0) {
      if (!document.hidden || left < -5) location.assign('/account/ended')
    } else if (left <= WARNING_SECONDS) {
      count.textContent = minutes(left)
      if (!veil.open) {
        before = document.activeElement
        veil.showModal()
        stay.focus()
      }
    }
  }, 1000)
}
