"""The addresses of choosing which type of co-production suits a programme."""

from django.urls import path

from programmes.advice import views as advice

urls = [
    path("which-type/", advice.start, name="advice"),
    path("which-type/questions/", advice.questions, name="advice-questions"),
    path("which-type/question/", advice.question, name="advice-question"),
    path("which-type/check/", advice.check, name="advice-check"),
    path("which-type/result/", advice.result, name="advice-result"),
    path("which-type/link/", advice.link, name="advice-link"),
    path("which-type/answers/", advice.shared, name="advice-shared"),
]
