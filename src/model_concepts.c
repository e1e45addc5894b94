/*
 * Fitting the model: words that mean the same, in the languages of servers.
 * What is learnt of one of them, or of two near each other, holds for all.
 */
#include <string.h>

#include "model_learn.h"

/* One string a concept: its words, between blanks. */
static const char *const concepts[] = {
	/* who */
	"user recipient addressee rcpt recipients destinataire utilisateur "
	"empfänger adressat benutzer usuario destinatario usuário destinatário "
	"utente ontvanger gebruiker użytkownik odbiorca adresat odbiorcy "
	"użytkownika příjemce uživatel adresát пользователь получатель "
	"пользователя получателя абонент адресат mottagare modtager kullanıcı "
	"alıcı 用户 收件 收信 使用 宛先 受信 수신 사용 utilizador person receiver "
	"destinataires empfängers destinatarios destinatários "
	"ricevente envelope-recipient customer subscriber employee",
	"mailbox inbox account postfach konto boîte compte buzón cuenta casilla "
	"caixa conta casella postvak skrzynka skrzynki konta schránka účet "
	"schránky ящик ящика аккаунт postbus box mailfolder maildir "
	"邮箱 信箱 帐号 账号 帳號 账户 郵箱 mailboxes acct hesap postkonto mailfile",
	"address adresse dirección endereço indirizzo adres adresa adresu "
	"адрес адреса 地址 アド email-address alias adressen anschrift local-part",
	"domain domaine dominio domínio domein domena domeny doména домен домена "
	"域名 ドメ domäne domains",
	"host server serveur servidor сервер сервера hostname hôte rechner "
	"serwer 服务器 服务 サー mta client machine gateway",
	"sender absender expéditeur émetteur remitente remetente mittente "
	"afzender nadawca nadawcy odesílatel отправитель отправителя avsändare "
	"发件 发信 寄件 送信 差出 absenderadresse mailfrom senders gönderen",
	"message mail email courriel nachricht mensaje mensagem messaggio "
	"bericht wiadomość wiadomości zpráva zprávy письмо сообщение письма "
	"сообщения 邮件 信件 郵件 correo posta e-mail mails emails messages "
	"courrier submission letter",
	"list group liste lista lijst список рассылка verteiler gruppe groupe "
	"grupo gruppo mailing distribution 列表 リス",
	/* what of it */
	"not no non nicht kein keine keinen pas ne não nie není niet geen нет "
	"не ei inte ikke nope isnt doesnt cant cannot couldnt wasnt dont wont "
	"hasnt arent didnt without ohne sans sin sem senza bez без neither nor "
	"unable never none not aucun ningún nenhum nessun geçersiz brak",
	"unknown unbekannt unbekannter unbekannte inconnu inconnue desconocido "
	"desconocida desconhecido desconhecida sconosciuto sconosciuta onbekend "
	"onbekende nieznany nieznana neznámý neznámá неизвестный неизвестен "
	"неизвестная okänd ukendt unrecognized nonexistent inexistant "
	"inexistante inexistente inesistente neexistuje inexistent 不存 不明 "
	"未知 無此 无此 unrouteable unroutable undeliverable bilinmeyen",
	"exist existiert existe existir esiste bestaat istnieje существует "
	"vorhanden findes finns 存在 exists existing",
	"found find gefunden trouvé introuvable encontrado encontrada trovato "
	"trovata gevonden znaleziono nalezen nalezena найден найдена locate "
	"找到 見つ 找不 bulunamadı located",
	"valid gültig valide válido válida valido valida geldig correct ok "
	"有效 有効",
	"invalid ungültig ungültige invalide inválido inválida ongeldig "
	"nieprawidłowy nieprawidłowa neplatný neplatná неверный недействительный "
	"malformed bad illegal wrong falsch incorrect erroné erronée falsche "
	"errato errata błędny incorrecto improper bogus nesprávné неправильный "
	"无效 無効 错误 不正 incorrectly недопустимый",
	"full voll überfüllt pleine plein saturée lleno llena cheia lotada "
	"piena pieno vol pełna przepełniona plná přeplněna переполнен полон "
	"заполнен 已满 已滿 一杯 いっ overflow overfull",
	"quota kontingent cuota cota quotum kvóta квота квоту квоты 配额 容量 "
	"storage speicherplatz espace espacio espaço spazio место miejsca space "
	"room speicher overquota allocation almacenamiento 空间 空間",
	"exceed exceeded überschritten dépassé dépassée excedida excedido "
	"superado superada superata superato overschreden przekroczono "
	"przekroczony překročen překročena превышен превышена 超过 超出 超え "
	"exceeds over reached erreicht atteinte overrun overschrijdt "
	"przekracza überschreitet excede supera превышает larger bigger",
	"disabled deactivated inactive suspended deaktiviert inaktiv désactivé "
	"désactivée suspendu suspendue desactivada desactivado suspendida "
	"desativada suspensa disabilitata disabilitato sospesa sospeso "
	"disattivata nieaktywne wyłączone zawieszone отключен отключена "
	"неактивен приостановлен 禁用 停用 停止 冻结 expired closed locked frozen "
	"terminated dormant discontinued abgelaufen stillgelegt archived "
	"unavailable inaktivní zablokován cancelled deshabilitada",
	"blocked block gesperrt blockiert geblockt bloqué bloquée bloqueado "
	"bloqueada bloccato bloccata geblokkeerd zablokowane zablokowany "
	"zablokowana заблокирован заблокирована 被封 屏蔽 banned ban barred "
	"blokkering bloqueo blocage",
	"blacklist blacklisted blocklist blocklisted dnsbl rbl sperrliste "
	"schwarze schwarzen noire negra nera zwarte czarnej черном чёрном 黑名 "
	"ブラ listed denylist blacklists blocklists bl dnsbls delist delisting "
	"spamhaus spamcop barracuda sorbs uceprotect gelistet listado 列入",
	"spam junk spamverdacht indésirable pourriel deseado indesejado spamu "
	"спам спамом 垃圾 迷惑 スパ werbung bulk unsolicited phishing uce ube "
	"spammy indesiderata ongewenst unwanted unerwünscht spamming basura "
	"spamassassin advertising niechciana nevyžádaná",
	"virus malware trojan infected wirus вирус 病毒 ウイ ウィ schadsoftware "
	"vírus viruses worm infection infiziert malicious ransomware",
	"attachment anhang jointe adjunto anexo allegato bijlage załącznik "
	"příloha вложение вложения 附件 添付 file datei fichier archivo files "
	"attachments dateityp extension executable zip archive filetype anhänge "
	"exe document",
	"large big groß gross volumineux grand grande groot duża velká большой "
	"большое 过大 太大 大き huge long oversized lang",
	"size größe taille tamaño tamanho dimensione dimensioni grootte rozmiar "
	"velikost размер 大小 サイ length bytes mb kb megabytes dateigröße "
	"nachrichtengröße maximum",
	"rejected refused denied declined abgelehnt verweigert verboten refusé "
	"refusée rejeté rejetée rechazado rechazada denegado rejeitado rejeitada "
	"negado rifiutato rifiutata geweigerd odrzucona odrzucony odmowa "
	"zamítnut odmítnuto отклонено отклонен отказано запрещено запрещен 拒绝 "
	"拒收 拒否 拒絕 reject refuse deny prohibited forbidden disallowed "
	"verboden interdit interdite prohibido proibido zabroniony untersagt "
	"zurückgewiesen avvisad refuses rejects denies rejecting rejection",
	"policy richtlinie richtlinien politique política políticas beleid "
	"polityka polityki zasady политика политики 策略 ポリ rule rules regel "
	"règle regla regra policies administrative administratively правил "
	"compliance administrator sicherheitsrichtlinie",
	"auth authentication authenticate login password credential username "
	"sasl authenticated anmeldung authentifizierung passwort kennwort "
	"benutzername zugangsdaten authentification passe identifiant "
	"identifiants autenticación contraseña credenciales autenticação senha "
	"autenticazione wachtwoord verificatie uwierzytelnianie "
	"uwierzytelniania uwierzytelnienia hasło heslo přihlášení ověření "
	"аутентификация авторизация аутентификации авторизации пароль логин "
	"认证 密码 验证 登录 認証 パス logon passphrase inloggen anmelden "
	"kimlik parola lösenord",
	"required require need must erforderlich notwendig benötigt requis "
	"requise obligatoire nécessaire requerida requerido necesaria necessária "
	"necessario richiesta richiesto vereist wymagane wymagana vyžadováno "
	"требуется необходима необходимо 需要 必要 必须 should mandatory needs "
	"muss müssen doit debe deve moet",
	"failed failure fail fehlgeschlagen échoué échouée échec fallida falló "
	"falhou falha fallita fallito mislukt niepowodzenie selhalo selhala "
	"неудача сбой 失败 失敗 unsuccessful fails",
	"error fehler erreur error erro errore fout błąd błędu chyba ошибка "
	"ошибки 错误 エラ problem problème problema problema fel fejl hata "
	"fault exception trouble störung проблема",
	"temporary temporarily vorübergehend vorübergehender temporaire "
	"temporal temporalmente temporário temporaneo temporaneamente tijdelijk "
	"tijdelijke tymczasowy tymczasowo dočasná dočasně временная временно "
	"暂时 临时 一時 momentan momentarily currently derzeit actuellement",
	"later again retry später erneut nochmals tard réessayez réessayer "
	"tarde intente novamente tente riprovare dopo probeer opnieuw spróbuj "
	"później později zkuste позже позднее повторите попробуйте 稍后 再试 後ほど "
	"しば wiederholen inténtelo reintente prøv försök tekrar",
	"connect connection verbindung connexion conexión conexão connessione "
	"verbinding połączenie połączenia spojení соединение соединения "
	"подключения 连接 接続 conectar connecter conectarse connettersi verbinden "
	"socket session bağlantı anslutning",
	"timeout timed zeitüberschreitung délai agotado esgotado scaduto "
	"verlopen wygasł upłynął vypršel истекло 超时 逾時 タイ expire expiry "
	"unreachable erreichbar injoignable refus неотвечает reset lost "
	"unterbrochen abgebrochen perdue perdida interrotta przerwane прервано",
	"loop hop hops schleife boucle bucle petla pętla петля 循环 ループ "
	"looping mailschleife зацикливание smyčka loops anello",
	"relay relaying weiterleitung weiterleiten relais relayage reenvío "
	"转发 中继 中継 релей пересылка ретрансляция relays rcpthosts "
	"przekazywanie relayed",
	"rate limit throttle throttled frequency límite limite limiet "
	"ограничение лимит 频率 限制 制限 limits throttling limitation hourly "
	"daily hour day minute stunde heure hora ora uur godzinę hodinu час "
	"sendelimit limitu",
	"many much viele trop demasiados demasiadas muitos muitas troppi troppe "
	"veel wiele zbyt mnoho příliš много слишком 过多 太多 多す excessive too "
	"zuviele",
	"dns mx nxdomain lookup resolve résolution auflösung resolución 解析 "
	"名前 resolver nameserver resolved auflösbar resolvable",
	"reverse ptr rdns fcrdns inverse inverso reverso inversa обратная 反向 "
	"逆引 rückwärtsauflösung dynamic dialup residential",
	"helo ehlo hello",
	"tls ssl starttls encryption certificate verschlüsselung "
	"verschlüsselte zertifikat chiffrement certificat cifrado certificado "
	"criptografia cifratura certificato versleuteling szyfrowanie "
	"certyfikat šifrování certifikát сертификат шифрование 加密 证书 暗号 証明 "
	"handshake encrypted cipher encrypt secure",
	"spf dkim dmarc arc spoofed spoofing forged spoof gefälscht 伪造 "
	"なり forgery impersonation unauthenticated",
	"greylist greylisted greylisting graylist graylisted graylisting "
	"postgrey 灰名 グレ greylistings",
	"reputation ruf réputation reputación reputação reputazione reputatie "
	"reputacja репутация репутации 信誉 レピ complaint beschwerden plaintes "
	"quejas reclamações жалобы 投诉 苦情 senderscore",
	"disk system resource memory database internal interner interne interno "
	"wewnętrzny interní внутренняя 内部 系统 システ dienst service servicio "
	"serviço servizio usługa сервис 服務 software configuration "
	"systemfehler serverfehler",
	"busy overloaded load überlastet surchargé sobrecargado sovraccarico "
	"przeciążony zajęty přetížen перегружен занят 繁忙 系統忙 混雑 maintenance "
	"wartung mantenimiento manutenção manutenzione meşgul",
	"send sending senden envoyer enviar inviare verzenden wysyłać wysłać "
	"отправка отправки 发送 versand envoi envío envio invio odeslat outgoing "
	"outbound submit sent gönderme skicka",
	"allowed permitted authorized erlaubt gestattet autorisé autorisée "
	"permitido permitida autorizado permesso consentito autorizzato "
	"toegestaan dozwolony dozwolone povoleno разрешено 允许 許可 berechtigt "
	"zulässig authorised accept accepted akzeptiert accepté aceptado aceito "
	"accettato geaccepteerd przyjęty принят 接受 permission accepts "
	"accepting welcome",
	"receive empfangen recevoir recibir receber ricevere ontvangen odebrać "
	"принимает 接收 receiving nimmt acepta",
	"command befehl kommando commande comando opdracht polecenie příkaz "
	"команда 命令 コマ syntax syntaxfehler syntaxe sintaxis sintaxe sintassi "
	"składni syntaxe синтаксис sequence argument parameter",
	"header headers kopfzeile cabecera cabeçalho intestazione nagłówek "
	"hlavička заголовок 信头 ヘッ en-tête encabezado rfc line body",
	"content inhalt contenu contenido conteúdo contenuto inhoud treść obsah "
	"содержание 内容 コン url link urls links subject filter",
	"ip ips network netzwerk réseau red rede rete netwerk sieć síť сеть "
	"range netblock subnet",
	"moved umgezogen déplacé verzogen changed relocated left company "
	"verlassen quitté переехал deleted gelöscht supprimé borrado eliminado "
	"removed usunięte удален 删除 replaced",
	"own owned owner belong match gleich mismatch differ same équal "
	"übereinstimmen correspond coincide",
	"member subscriber internal-only members mitglied mitglieder membres "
	"miembros membros membri leden moderator whitelist whitelisted "
	"restricted restriction personal",
	"country geo region geoip land pays país paese geographic location "
	"страна 国家",
	"suspicious verdächtig suspecte sospechoso suspeito sospetto verdacht "
	"podejrzany подозрительный 可疑 疑似 unusual abnormal abuse abusive",
	"queue warteschlange file-attente cola fila coda wachtrij kolejka "
	"fronta очередь 队列 キュー delayed undelivered days hours tage jours "
	"días dias giorni dagen dni дней queued",
};

void
concepts_each(struct text *scratch,
    void (*call)(void *context, const char *word, unsigned concept),
    void *context)
{
	size_t length;

	for (unsigned i = 0; i < sizeof(concepts) / sizeof(*concepts); i++) {
		for (const char *at = concepts[i]; *at != '\0'; at += length) {
			while (*at == ' ')
				at++;
			length = strcspn(at, " ");
			text_clear(scratch);
			text_append_bytes(scratch, at, length);
			call(context, text_string(scratch), i);
		}
	}
}
